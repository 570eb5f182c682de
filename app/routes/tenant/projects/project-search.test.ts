import { expect, test } from "vitest";
import { readProjectSearch } from "./project-search.ts";

test("projects are searched by words and by a status that there is", () => {
  const read = (query: string) => readProjectSearch(new URLSearchParams(query));
  expect(read("q=%20pad%20&status=active&cursor=abc")).toEqual({ q: "pad", status: "active", cursor: "abc" });
  expect(read("status=secret").status).toBeUndefined();
});
