import { expect, test } from "vitest";
import {
  isFiltered,
  listPath,
  pagePaths,
  readAuditSearch,
  readEventSearch,
  readTenantSearch,
} from "./search.ts";

const params = (query: string) => new URLSearchParams(query);

test("a list's address is read, and what makes no sense in it is left out", () => {
  expect(readTenantSearch(params("q=%20acme%20&status=active&sort=slug&dir=desc&behind=1"))).toMatchObject({
    q: "acme",
    status: "active",
    sort: "slug",
    dir: "desc",
    behind: "1",
  });
  const nonsense = readTenantSearch(params("q=%00&status=secret&sort=id;drop&dir=up&behind=yes&plan="));
  expect(Object.values(nonsense).filter(Boolean)).toEqual([]);
  expect(readEventSearch(params("state=lost")).state).toBeUndefined();
  expect(readAuditSearch(params("from=2026-02-30&to=2026-02-28"))).toMatchObject({ to: "2026-02-28" });
  expect(readAuditSearch(params("from=2026-02-30")).from).toBeUndefined();
});

test("an address names only what is given, and a neighbouring page keeps the search", () => {
  expect(listPath("/platform/tenants", { q: "", status: undefined })).toBe("/platform/tenants");
  expect(pagePaths("/a", { q: "x", cursor: "old" }, { nextCursor: "c", previousCursor: null })).toEqual({
    next: "/a?q=x&cursor=c",
    previous: undefined,
  });
});

test("the page and the order are no filter", () => {
  expect(isFiltered({ cursor: "c", sort: "slug", dir: "asc", q: undefined })).toBe(false);
  expect(isFiltered({ status: "active" })).toBe(true);
});
