import { expect, test } from "vitest";
import { DEMO_STAFF, DEMO_WORKSPACES } from "../db/demo.ts";
import { announce } from "./announce.ts";

const at = (base: string, demo: boolean, isOpen = false) =>
  announce(new URL(base), { demo, isOpen, elapsedMs: 1_234 });

test("the demo's workspaces are named at the addresses that open them, with whoever may sign in", () => {
  const text = at("http://app.localhost:3100", true);
  expect(text).toContain("Tenantry is up at http://app.localhost:3100  (1.2 s)");
  for (const { slug, people } of DEMO_WORKSPACES) {
    const line = text.split("\n").find((each) => each.includes(`http://${slug}.app.localhost:3100 `));
    for (const { firstName, role } of people) expect(line).toContain(`${firstName} (${role})`);
  }
  expect(text).toMatch(new RegExp(`http://platform\\.app\\.localhost:3100 .*${DEMO_STAFF.firstName}`));
});

test("where each demo workspace lives is said", () => {
  const text = at("http://app.localhost:3000", true);
  expect(text).toMatch(/\/\/acme\..* schema /);
  expect(text).toMatch(/\/\/initech\..* database /);
});

test("a sign-in that is open to others says so, every time", () => {
  expect(at("https://app.example.test", false, true)).toContain("signs in as anybody, staff included");
  expect(at("http://app.localhost:3000", true)).not.toContain("staff included");
});

test("without the demo nobody is named, and no sign-in without a password is promised", () => {
  const text = at("https://app.example.com", false);
  expect(text).toContain("https://app.example.com");
  expect(text).not.toMatch(/password|Ada|platform/);
});
