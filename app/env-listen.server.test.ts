import { expect, test } from "vitest";
import { readEnv } from "./env.server.ts";

const secrets = { SESSION_SECRET: "s".repeat(32), SECRETS_KEY: "k".repeat(32) };
const clerk = {
  CLERK_PUBLISHABLE_KEY: "pk_live_abc",
  CLERK_SECRET_KEY: "sk_live_abc",
  CLERK_WEBHOOK_SECRET: "whsec_abc",
};
const failure = (source: NodeJS.ProcessEnv): string => {
  try {
    readEnv({ ...secrets, ...source });
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

// Threat: `npm start` on a laptop is a console without passwords for everybody on its network.
test("with the stand-in the server listens on loopback alone, with Clerk on every address", () => {
  expect(readEnv(secrets).listenAddresses).toEqual(["127.0.0.1", "::1"]);
  expect(readEnv({ ...secrets, ...clerk }).listenAddresses).toEqual([]);
  expect(readEnv({ ...secrets, ...clerk, HOST: "127.0.0.1" }).listenAddresses).toEqual(["127.0.0.1"]);
});

// Threat: a deployment without Clerk's keys, and without NODE_ENV, is the same on the open internet.
test.each(["https://app.example.test", "http://192.168.1.5:3000", "http://localhost.example.test"])(
  "the stand-in at %s does not start",
  (BASE_URL) => {
    const message = failure({ BASE_URL });
    expect(message).toMatch(/BASE_URL: .*signs in as anybody, staff included.*ALLOW_SIGN_IN_AS_ANYBODY=1/);
    expect(message).not.toContain("HOST:");
    expect(failure({ BASE_URL, ALLOW_SIGN_IN_AS_ANYBODY: "0" })).toBe(message);
  },
);

test.each(["0.0.0.0", "::", "192.168.1.5", "my-laptop"])("the stand-in does not listen on %s", (HOST) => {
  expect(failure({ HOST })).toMatch(/HOST: .*ALLOW_SIGN_IN_AS_ANYBODY=1/);
});

test.each(["http://localhost:3000", "http://app.localhost", "http://127.0.0.1:3000", "http://[::1]:3000"])(
  "the stand-in at %s starts, and is open to nobody else",
  (BASE_URL) => expect(readEnv({ ...secrets, BASE_URL }).isSignInOpen).toBe(false),
);

test("who says so gets a sign-in that is open, and is told that it is", () => {
  const open = { ...secrets, BASE_URL: "https://app.example.test", ALLOW_SIGN_IN_AS_ANYBODY: "1" };
  expect(readEnv(open)).toMatchObject({ isSignInOpen: true, listenAddresses: ["127.0.0.1", "::1"] });
  expect(readEnv({ ...open, HOST: "0.0.0.0" })).toMatchObject({ listenAddresses: ["0.0.0.0"] });
  expect(readEnv({ ...secrets, ALLOW_SIGN_IN_AS_ANYBODY: "1" }).isSignInOpen).toBe(false);
});

test("with Clerk's keys any address will do, and nothing is open", () => {
  const env = readEnv({ ...secrets, ...clerk, BASE_URL: "https://app.example.test", HOST: "0.0.0.0" });
  expect(env).toMatchObject({ isSignInOpen: false, identity: "clerk" });
});

test("production refuses the stand-in whatever is allowed", () => {
  const production = {
    NODE_ENV: "production",
    ALLOW_SIGN_IN_AS_ANYBODY: "1",
    BASE_URL: "https://app.example.test",
  };
  expect(failure(production)).toContain("CLERK_SECRET_KEY");
});

test("what is no address is named, beside what else is wrong", () => {
  const message = failure({ HOST: "http://localhost", PORT: "high", BASE_URL: "https://app.example.test" });
  for (const name of ["HOST", "PORT", "BASE_URL"]) expect(message).toContain(`${name}: `);
});
