import { expect, test } from "vitest";
import { projectSearchPath, readProjectSearch } from "./project-search.ts";

const id = "0199b2c0-0000-7000-8000-000000000001";
const read = (query: string) => readProjectSearch(new URLSearchParams(query));

test("a search is read from the address", () => {
  expect(read(`q=%20pad%20&status=active&before=${id}`)).toMatchObject({
    search: "pad",
    status: "active",
    before: id,
  });
});

test("what makes no sense in the address is as if it were not there", () => {
  expect(Object.values(read("q=&status=secret&before=1;drop&after=%00"))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("control characters never reach a query, and a search is never endless", () => {
  expect(read("q=a%00b").search).toBe("ab");
  expect(read(`q=${"x".repeat(5_000)}`).search).toHaveLength(200);
});

test("the next page keeps the search", () => {
  expect(projectSearchPath(read("q=a+b&status=done"), { before: id })).toBe(
    `/projects?q=a+b&status=done&before=${id}`,
  );
});
