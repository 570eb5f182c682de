import { expect, test } from "vitest";
import { authCookies, NOBODY } from "./auth-cookies.ts";
import { token } from "./testing/providers.ts";

const SUFFIX = "abc";
const both = (plain: string, suffixed: string) => `__session=${plain}; __session_${SUFFIX}=${suffixed}`;
const passed = (header: string) => authCookies(header, SUFFIX);

test("what agrees is passed on, in both names, and nothing else is", () => {
  const header = `${both("x", "x")}; __client_uat=1; __client_uat_${SUFFIX}=2; theme=dark; __session_other=y`;
  expect(passed(header).split("; ").sort()).toEqual(
    ["__session=x", `__session_${SUFFIX}=x`, "__client_uat=1", `__client_uat_${SUFFIX}=2`].sort(),
  );
  expect(passed("theme=dark")).toBe("");
  expect(authCookies(null, SUFFIX)).toBe("");
});

test("two tokens of one session agree, also where one was renewed", () => {
  const [older, newer] = [token({ fromMs: -5_000 }), token()];
  expect(older).not.toBe(newer);
  expect(passed(both(older, newer))).toBe(both(older, newer));
});

// Threat: a sibling's page sets a token of the same person's other session, or of another person's under a
// session's name.
test.each<[string, string]>([
  ["another session of the same person", token({ sessionId: "sess_other" })],
  ["another person in what calls itself the same session", token({ userId: "user_mallory" })],
  ["another person in another session", token({ userId: "user_mallory", sessionId: "sess_other" })],
  ["no token", "garbage"],
])("a token of %s does not agree", (_, other) => {
  expect(passed(both(token(), other))).toBe(NOBODY);
  expect(passed(both(other, token()))).toBe(NOBODY);
});

test("two that are no tokens do not agree either", () => {
  expect(passed(both("garbage", "rubbish"))).toBe(NOBODY);
});

test.each(["__session", `__session_${SUFFIX}`, `__refresh_${SUFFIX}`, "__clerk_db_jwt", "__clerk_handshake"])(
  "of two under the name %s none counts, and what is left signs nobody in",
  (name) => {
    expect(passed(`${name}=a; theme=dark; ${name}=a`)).toBe(NOBODY);
    expect(NOBODY).not.toMatch(/session|client|refresh/);
  },
);
