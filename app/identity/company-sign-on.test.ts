// Threat: somebody of a company comes past its sign-on, by the clock, another address, or another company.
import { expect, test } from "vitest";
import { companyFacts, domainOf, lacksCompany, SAME_SIGN_IN_MS } from "./company-sign-on.ts";

const PROVED = { provedAt: new Date(1_800_000_000_000) };
const came = (email: string, afterMs: number) => ({
  email,
  at: new Date(PROVED.provedAt.getTime() + afterMs),
});
const facts = (addresses: string[], ...throughCompany: ReturnType<typeof came>[]) =>
  companyFacts({ addresses, throughCompany }, PROVED);

test("a sign-in through a company is one at the same moment, and no other", () => {
  const by = (afterMs: number) =>
    facts(["ann@corp.example"], came("ann@corp.example", afterMs)).companyDomain;
  for (const afterMs of [0, SAME_SIGN_IN_MS, -SAME_SIGN_IN_MS]) expect(by(afterMs)).toBe("corp.example");
  for (const afterMs of [SAME_SIGN_IN_MS + 1, -SAME_SIGN_IN_MS - 1, 86_400_000])
    expect(by(afterMs)).toBeNull();
});

test("of two companies the one they came through counts", () => {
  const two = [came("ann@corp.example", 60_000), came("ann@other.example", 1_000)];
  expect(facts(["ann@corp.example"], ...two).companyDomain).toBe("other.example");
});

test("it is asked of whoever has an address of the company, though it is not their first", () => {
  const another = facts(["ann@home.example", "ANN@Corp.Example"]);
  expect(another).toEqual({ domains: ["home.example", "corp.example"], companyDomain: null });
  expect(lacksCompany(another, ["corp.example"])).toBe(true);
  expect(lacksCompany(facts(["ann@home.example"]), ["corp.example"])).toBe(false);
  expect(lacksCompany(another, [])).toBe(false);
  // An account of the company counts as an address of it.
  expect(lacksCompany(facts(["ann@home.example"], came("ann@corp.example", 1e9)), ["corp.example"])).toBe(
    true,
  );
});

test("of whom no domain is known it is asked too, where it is asked of anybody", () => {
  const unknown = { domains: null, companyDomain: null };
  expect(lacksCompany(unknown, ["corp.example"])).toBe(true);
  expect(lacksCompany(unknown, [])).toBe(false);
  expect(lacksCompany({ ...unknown, companyDomain: "corp.example" }, ["corp.example"])).toBe(false);
});

test("the sign-on of a company that is not asked for does not count", () => {
  const other = facts(["ann@corp.example"], came("ann@evil.example", 0));
  expect(lacksCompany(other, ["corp.example"])).toBe(true);
  expect(lacksCompany(other, ["corp.example", "evil.example"])).toBe(false);
});

test.each([
  ["ann@Corp.Example", "corp.example"],
  ['"a@b"@corp.example', "corp.example"],
  ["ann@München.de", "xn--mnchen-3ya.de"],
  ["nobody", undefined],
  ["ann@", undefined],
  ["", undefined],
])("the domain of %j is %j", (email, domain) => {
  expect(domainOf(email)).toBe(domain);
});
