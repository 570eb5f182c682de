import { expect, test } from "vitest";
import { searchedTenant } from "./searched-tenant.server.ts";

test.each([
  ["acme.app.localhost", "acme"],
  ["ACME.app.localhost:3000", "acme"],
  ["http://acme.app.localhost:3000/projects?q=1", "acme"],
  ["https://work.example.com/projects", "work.example.com"],
  ["work.example.com", "work.example.com"],
  ["ada@example.com", "ada@example.com"],
  ["Nora's Bakery", "Nora's Bakery"],
  ["app.localhost", "app.localhost"],
  [undefined, undefined],
])("%s is looked for as %s", (typed, wanted) => {
  expect(searchedTenant(typed)).toBe(wanted);
});
