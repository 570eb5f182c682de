import { expect, test } from "vitest";
import { readTenantSearch } from "./tenant-search.ts";

const read = (query: string) => readTenantSearch(new URLSearchParams(query));

test("tenants are searched, filtered and sorted by the address, and nonsense is left out", () => {
  expect(read("q=%20acme%20&status=active&sort=slug&dir=desc&behind=1")).toEqual({
    q: "acme",
    status: "active",
    sort: "slug",
    dir: "desc",
    behind: "1",
  });
  const nonsense = read("q=%00&status=secret&sort=id;drop&dir=up&behind=yes&plan=");
  expect(Object.values(nonsense).filter(Boolean)).toEqual([]);
});
