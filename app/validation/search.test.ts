import { expect, test } from "vitest";
import { z } from "zod";
import { isFiltered, listPath, pagePaths } from "./list-path.ts";
import { cursor, day, oneOf, readerOf, words } from "./search.ts";

const readList = readerOf(z.object({ q: words, status: oneOf(["active", "done"]), from: day, cursor }));
const read = (query: string) => readList(new URLSearchParams(query));

test("a list's address is read", () => {
  expect(read("q=%20pad%20&status=active&from=2026-02-28&cursor=abc")).toEqual({
    q: "pad",
    status: "active",
    from: "2026-02-28",
    cursor: "abc",
  });
});

test("what makes no sense in the address is as if it were not there", () => {
  const nonsense = read(`q=%00&status=secret&from=2026-02-30&cursor=${"x".repeat(1_001)}`);
  expect(Object.values(nonsense).filter((value) => value !== undefined)).toEqual([]);
  expect(read("q=&status=&from=")).toEqual({});
});

test("control characters never reach a query, and a search is never endless", () => {
  expect(read("q=a%00b").q).toBe("ab");
  expect(read(`q=${"x".repeat(5_000)}`).q).toHaveLength(200);
});

test("an address names only what is given, and a neighbouring page keeps the search", () => {
  expect(listPath("/projects", { q: "", status: undefined })).toBe("/projects");
  expect(pagePaths("/a", { q: "x", cursor: "old" }, { nextCursor: "c", previousCursor: null })).toEqual({
    next: "/a?q=x&cursor=c",
    previous: undefined,
  });
});

test("the page and the order are no filter", () => {
  expect(isFiltered({ cursor: "c", sort: "slug", dir: "asc", q: undefined })).toBe(false);
  expect(isFiltered({ status: "active" })).toBe(true);
});
