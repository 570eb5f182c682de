import { expect, test } from "vitest";
import { readTenantFile } from "./tenant-file.ts";

test("CSV: quoted cells, empty cells and line numbers are read as a spreadsheet writes them", () => {
  const text = '\uFEFFslug,name,placement\r\nhooli,"Hooli, ""Inc""",\r\n\r\nstark,Stark,database\r\n';
  expect(readTenantFile(text)).toEqual([
    { line: 2, tenant: { slug: "hooli", name: 'Hooli, "Inc"', placement: undefined } },
    { line: 4, tenant: { slug: "stark", name: "Stark", placement: "database" } },
  ]);
});

test("a cell over two lines does not put the numbers off", () => {
  const lines = readTenantFile('slug,name\none-two,"two\nlines"\nBAD,x\n');
  expect(lines.map(({ line }) => line)).toEqual([2, 4]);
});

test("a quotation mark that is amiss costs the lines that cannot be told apart for it, and each is told of", () => {
  const text = 'slug,name\r\nhooli,Ho"o\r\nstark,Stark\r\nwayne,"Way"ne\r\nglobex,"G\r\nlast-one,L\r\n';
  expect(readTenantFile(text)).toEqual([
    { line: 2, error: "a quotation mark is not closed" },
    { line: 3, tenant: { slug: "stark", name: "Stark" } },
    { line: 4, error: "a quotation mark is not closed" },
    { line: 5, error: "a quotation mark is not closed" },
    { line: 6, error: "a quotation mark is not closed" },
  ]);
  expect(readTenantFile('slug,name\nhooli,"Hoo\nb,c\nd,"e"\nstark,S\n')).toEqual([
    { line: 2, error: "a quotation mark is not closed; lines 2 to 4 were not read" },
    { line: 5, tenant: { slug: "stark", name: "S" } },
  ]);
});

test("a cell over two lines, as Windows writes it, does not put the numbers off", () => {
  const lines = readTenantFile('slug,name\r\none-two,"two\r\nlines"\r\nhooli,x\r\n');
  expect(lines.map(({ line }) => line)).toEqual([2, 4]);
});

test("JSON lines: each stands for itself", () => {
  const lines = readTenantFile(
    '{"slug":"hooli"}\n{"slug":\n\n{"slug":"stark","plan":"gold"}\n{"slug":"x"}\n{"slug":"wayne","colour":"black"}',
  );
  expect(lines).toMatchObject([
    { line: 1, tenant: { slug: "hooli" } },
    { line: 2, error: "is not JSON" },
    { line: 4, error: expect.stringMatching(/^plan: /) },
    { line: 5, error: "slug: is malformed or reserved" },
    { line: 6, error: expect.stringContaining("colour") },
  ]);
});

test.each([
  ["a reserved slug", "slug\nplatform", "slug: is malformed or reserved"],
  ["a slug that comes twice", "slug\nhooli\nhooli", "slug: is the same as in line 2"],
  ["an open quotation mark", 'slug,name\nhooli,"Hoo', "a quotation mark is not closed"],
  ["too many cells", "slug\nhooli,x", "has 2 cells, the header 1"],
  ["a malformed email", "slug,owner_email\nhooli,nobody", expect.stringMatching(/^ownerEmail: /)],
])("%s is an error of its line", (_what, text, error) => {
  expect(readTenantFile(text).at(-1)).toMatchObject({ error });
});

test("a file without a slug column says so", () => {
  expect(readTenantFile("name\nHooli")).toMatchObject([
    { line: 1, error: expect.stringContaining('"slug" is missing') },
  ]);
});
