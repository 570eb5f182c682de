import { expect, test } from "vitest";
import { readEnv } from "./env.server.ts";

const secrets = { SESSION_SECRET: "s".repeat(32), SECRETS_KEY: "k".repeat(32) };
const production = {
  ...secrets,
  NODE_ENV: "production",
  DATABASE_URL: "postgres://app:pw@db/tenantry",
  BASE_URL: "https://app.example.com",
  CLERK_PUBLISHABLE_KEY: "pk_live_abc",
  CLERK_SECRET_KEY: "sk_live_abc",
  CLERK_WEBHOOK_SECRET: "whsec_abc",
  SMTP_URL: "smtp://mailer:a-password@smtp.example.com",
  MAIL_FROM: "Tenantry <notices@example.com>",
};
const failure = (source: NodeJS.ProcessEnv): string => {
  try {
    readEnv(source);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

test("a laptop needs nothing but the secrets that npm start makes", () => {
  const env = readEnv(secrets);
  expect(env).toMatchObject({
    BASE_URL: "http://app.localhost:3000",
    PORT: 3000,
    identity: "local",
    WORKER: "on",
    PIPELINE: "on",
  });
  expect(env.baseHostname).toBe("app.localhost");
});

test("another port is in every link, without being said twice", () => {
  expect(readEnv({ ...secrets, PORT: "4100" })).toMatchObject({
    PORT: 4100,
    BASE_URL: "http://app.localhost:4100",
  });
  const BASE_URL = "https://tenantry.localhost";
  expect(readEnv({ ...secrets, PORT: "4100", BASE_URL })).toMatchObject({ PORT: 4100, BASE_URL });
});

test("one message names every variable that is wrong, and no value", () => {
  const message = failure({
    ...secrets,
    PORT: "high",
    BASE_URL: "app.example.com",
    DATABASE_URL: "mysql://secret-value",
    WORKER: "x",
    PIPELINE: "sometimes",
  });
  for (const name of ["PORT", "BASE_URL", "DATABASE_URL", "WORKER", "PIPELINE"])
    expect(message).toContain(name);
  expect(message).not.toContain("secret-value");
});

test("only the stand-in can be asked to be unreliable, in words that it knows", () => {
  const unreliable = { ...secrets, IDENTITY_WEBHOOKS: "drop=0.1,double=3,shuffle,seed=1" };
  expect(readEnv(unreliable).IDENTITY_WEBHOOKS).toMatchObject({ drop: 0.1, double: 3, isShuffled: true });
  expect(failure({ ...secrets, IDENTITY_WEBHOOKS: "drop=all" })).toContain("such as drop=0.1,double=3");
  for (const source of [production, { ...production, NODE_ENV: "development" }])
    expect(failure({ ...source, IDENTITY_WEBHOOKS: "shuffle" })).toContain("for the identity stand-in alone");
});

test("only the stand-in is told whose people come through their company", () => {
  const companies = { ...secrets, IDENTITY_COMPANIES: "Corp.example, other.example" };
  expect(readEnv(companies).IDENTITY_COMPANIES).toEqual(["corp.example", "other.example"]);
  expect(failure({ ...production, IDENTITY_COMPANIES: "corp.example" })).toContain("IDENTITY_COMPANIES");
});

test("the message names what is missing beside what is malformed", () => {
  const message = failure({ NODE_ENV: "production", PORT: "high", BASE_URL: "https://app.example.com" });
  for (const name of ["PORT", "DATABASE_URL", "SESSION_SECRET", "CLERK_SECRET_KEY"])
    expect(message).toContain(name);
});

test("production with everything set starts, with real Clerk", () => {
  expect(readEnv(production)).toMatchObject({ isProduction: true, identity: "clerk" });
});

test.each([
  "DATABASE_URL",
  "BASE_URL",
  "SESSION_SECRET",
  "SECRETS_KEY",
  "CLERK_PUBLISHABLE_KEY",
  "CLERK_SECRET_KEY",
  "CLERK_WEBHOOK_SECRET",
  "SMTP_URL",
  "MAIL_FROM",
])("production without %s does not start", (name) => {
  expect(failure({ ...production, [name]: "" })).toContain(name);
});

test("production refuses the identity stand-in", () => {
  const keys = ["CLERK_PUBLISHABLE_KEY", "CLERK_SECRET_KEY", "CLERK_WEBHOOK_SECRET"];
  const message = failure({ ...production, ...Object.fromEntries(keys.map((name) => [name, ""])) });
  for (const name of keys) expect(message).toContain(name);
});

test("production refuses a published default", () => {
  const message = failure({ ...production, SESSION_SECRET: "change-me-session-secret-change-me" });
  expect(message).toContain("SESSION_SECRET");
  expect(message).toContain("published default");
});

test("some Clerk keys without the others are refused", () => {
  expect(failure({ ...secrets, CLERK_SECRET_KEY: "sk_test_abc" })).toContain("CLERK_PUBLISHABLE_KEY");
});

test("a webhook secret may be two while one takes the other's place, and nothing else", () => {
  const clerk = { CLERK_PUBLISHABLE_KEY: "pk_test_a", CLERK_SECRET_KEY: "sk_test_a" };
  const read = (CLERK_WEBHOOK_SECRET: string) => ({ ...secrets, ...clerk, CLERK_WEBHOOK_SECRET });
  expect(readEnv(read("whsec_a,whsec_b")).CLERK_WEBHOOK_SECRET).toBe("whsec_a,whsec_b");
  for (const wrong of ["whsec_a,", "whsec_a,b", "whsec_a, whsec_b", "whsec_a,whsec_b,whsec_c", "whsec_"])
    expect(failure(read(wrong))).toContain("CLERK_WEBHOOK_SECRET");
});

test("a server for mail without a sender is refused, and no message repeats its password", () => {
  expect(failure({ ...secrets, SMTP_URL: "smtp://mailer:a-password@h" })).toContain("MAIL_FROM");
  const message = failure({ ...secrets, SMTP_URL: "http://mailer:a-password@h", MAIL_FROM: "nobody" });
  for (const name of ["SMTP_URL", "MAIL_FROM"]) expect(message).toContain(name);
  expect(message).not.toContain("a-password");
  expect(failure({ ...secrets, DNS_SERVERS: "dns.example.com" })).toContain("DNS_SERVERS");
});

test("a base with a path is refused", () => {
  expect(failure({ ...secrets, BASE_URL: "https://app.example.com/x" })).toContain("BASE_URL");
});

test("the demo's staff person is staff beside the stand-in only, and not where somebody else is named", () => {
  expect(readEnv(secrets).STAFF_EMAILS).toEqual(["sam@tenantry.example"]);
  expect(readEnv({ ...secrets, STAFF_EMAILS: "Eva@example.com" }).STAFF_EMAILS).toEqual(["eva@example.com"]);
  expect(readEnv(production).STAFF_EMAILS).toEqual([]);
  const clerk = {
    CLERK_PUBLISHABLE_KEY: "pk_test_a",
    CLERK_SECRET_KEY: "sk_test_a",
    CLERK_WEBHOOK_SECRET: "whsec_a",
  };
  expect(readEnv({ ...secrets, ...clerk }).STAFF_EMAILS).toEqual([]);
});
