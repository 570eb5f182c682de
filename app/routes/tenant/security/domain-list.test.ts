import { expect, test } from "vitest";
import { domainList, normaliseDomain } from "./domain-list.ts";

test.each([
  ["Corp.Example", "corp.example"],
  ["@corp.example", "corp.example"],
  ["a-b.co.uk", "a-b.co.uk"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["xn--bcher-kva.example", "xn--bcher-kva.example"],
])("%j is the domain %j", (typed, domain) => {
  expect(normaliseDomain(typed)).toBe(domain);
});

test.each([
  "corp",
  "corp.",
  ".example",
  "a..example",
  "-corp.example",
  "corp-.example",
  "192.0.2.7",
  "0x7f.1",
  "[::1]",
  "corp.example:80",
  "corp.example/x",
  "ann@corp.example",
  "https://corp.example",
  "corp_x.example",
  "c%6frp.example",
  `${"a.".repeat(130)}example`,
])("%j is no domain", (typed) => {
  expect(normaliseDomain(typed)).toBeUndefined();
});

test("a list has each domain once, however it was typed, and no more than its limit", () => {
  const list = domainList(2);
  expect(list.parse(" B.example, a.example;b.example\n@A.example ")).toEqual(["a.example", "b.example"]);
  expect(list.parse("")).toEqual([]);
  expect(list.parse(undefined)).toEqual([]);
  expect(list.safeParse("a.example, no").error?.issues.map(({ message }) => message)).toEqual([
    "security.errors.domain?domain=no",
  ]);
  expect(list.safeParse("a.example b.example c.example").error?.issues[0]?.message).toBe(
    "security.errors.tooManyDomains?max=2",
  );
});
