import { expect, test } from "vitest";
import { z } from "zod";
import { ignoredFilters } from "./ignored-filters.ts";
import { day, oneOf, readerOf, words } from "./search.ts";

const readLog = readerOf(z.object({ actor: words, from: day, to: day }));
const readList = readerOf(z.object({ q: words, status: oneOf(["active"]), plan: oneOf(["standard"]) }));
const ignored = (query: string, read: (params: URLSearchParams) => Record<string, unknown>) => {
  const params = new URLSearchParams(query);
  return ignoredFilters(params, read(params));
};

// Threat: an address with an impossible date shows all entries, and whoever reads them believes that they are
// of that day.
test.each([
  ["from=0000-01-01", ["from"]],
  ["from=2026-02-30", ["from"]],
  ["from=2026-02-28&to=10000-01-01", ["to"]],
  ["to=-000001-01-01&from=1969-12-31", ["to", "from"]],
  ["from=2026-02-28&to=2026-03-01&actor=user_1", []],
  ["from=&to=&utm_source=mail", []],
])("a filter that makes no sense is named: %s", (query, names) => {
  expect(ignored(query, readLog)).toEqual(names);
});

test("a value that no filter has is named too, and what was understood is not", () => {
  expect(ignored("status=secret&plan=standard&sort=id;drop&q=acme", readList)).toEqual(["status", "sort"]);
});
