import { expect, test } from "vitest";
import { nearNames } from "./near-names.ts";

const names = ["acme", "acme-corp", "globex", "hooli", "initech"];

test.each([
  ["acne", ["acme"]],
  ["hoooli", ["hooli"]],
  ["globx", ["globex"]],
  ["acme-", ["acme", "acme-corp"]],
  ["zzzzzz", []],
])("%s is near %j", (wanted, near) => {
  expect(nearNames(wanted, names)).toEqual(near);
});
