import { expect, test } from "vitest";
import { readAuditSearch, readTenantSearch } from "#app/routes/platform/parts/search.ts";
import { ignoredFilters } from "./ignored-filters.ts";

const audit = (query: string) => {
  const params = new URLSearchParams(query);
  return ignoredFilters(params, readAuditSearch(params));
};

// Threat: an address with an impossible date shows all entries, and whoever reads them believes that they are of that day.
test.each([
  ["from=0000-01-01", ["from"]],
  ["from=2026-02-30", ["from"]],
  ["from=2026-02-28&to=10000-01-01", ["to"]],
  ["to=-000001-01-01&from=1969-12-31", ["to", "from"]],
  ["from=2026-02-28&to=2026-03-01&actor=user_1", []],
  ["from=&to=&utm_source=mail", []],
])("a filter that makes no sense is named: %s", (query, names) => {
  expect(audit(query)).toEqual(names);
});

test("a value that no filter has is named too, and what was understood is not", () => {
  const params = new URLSearchParams("status=secret&plan=standard&sort=id;drop&q=acme");
  expect(ignoredFilters(params, readTenantSearch(params))).toEqual(["status", "sort"]);
});
