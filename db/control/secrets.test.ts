import { expect, test } from "vitest";
import { createSecrets } from "./secrets.ts";

const secrets = createSecrets("k".repeat(32));

test("what was sealed opens again, and no two seals look alike", () => {
  const sealed = [secrets.seal("pässword"), secrets.seal("pässword")];
  expect(sealed.map(secrets.open)).toEqual(["pässword", "pässword"]);
  expect(sealed[0]).not.toBe(sealed[1]);
});

// Threat: whoever can write to the control plane's tables points a tenant at a database of theirs.
test("a seal that was changed in any place, or made under another key, does not open", () => {
  const sealed = secrets.seal("password");
  const [version = "", body = ""] = sealed.split(".");
  const bytes = Buffer.from(body, "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => secrets.open(`${version}.${changed.toString("base64url")}`)).toThrow();
  }
  for (const text of ["", "v1.", `v0.${body}`, body, `${version}.${body.slice(0, 30)}`])
    expect(() => secrets.open(text)).toThrow();
  expect(() => createSecrets("o".repeat(32)).open(sealed)).toThrow();
});

test("a derived password is the same wherever the key is, and another for each login and key", () => {
  const derived = secrets.derivePassword("tenantry_jobs");
  expect(createSecrets("k".repeat(32)).derivePassword("tenantry_jobs")).toBe(derived);
  expect(secrets.derivePassword("tenantry_other")).not.toBe(derived);
  expect(createSecrets("o".repeat(32)).derivePassword("tenantry_jobs")).not.toBe(derived);
  expect(derived.length).toBeGreaterThanOrEqual(43);
});

test("with two keys in force what either sealed opens, and only what the new one sealed is current", () => {
  const former = secrets.seal("password");
  const both = createSecrets("n".repeat(32), "k".repeat(32));
  const sealed = both.seal("password");
  expect([both.open(former), both.open(sealed)]).toEqual(["password", "password"]);
  expect([both.isCurrent(former), both.isCurrent(sealed)]).toEqual([false, true]);
  expect(createSecrets("n".repeat(32)).open(sealed)).toBe("password");
  expect(() => createSecrets("n".repeat(32)).open(former)).toThrow("another SECRETS_KEY");
  expect(() => createSecrets("k".repeat(32)).open(sealed)).toThrow();
});
