import { expect, test } from "vitest";
import { parseAddresses } from "./parse-addresses.ts";

const emailsOf = (text: string) => parseAddresses(text).map(({ typed, email }) => email ?? `? ${typed}`);

test("addresses stand on lines of their own, or between commas and semicolons", () => {
  const emails = ["a@x.example", "b@x.example", "c@x.example", "d@x.example"];
  expect(emailsOf("a@x.example\nb@x.example, c@x.example;d@x.example;\n , ")).toEqual(emails);
  expect(emailsOf("")).toEqual([]);
});

test("a name before the address is no part of it, whatever is in the name", () => {
  expect(
    emailsOf(
      'Ada <a@x.example>, "Lovelace; Ada, Countess" <b@x.example>\n<c@x.example>; Grace Hopper <d@x.example>',
    ),
  ).toEqual(["a@x.example", "b@x.example", "c@x.example", "d@x.example"]);
});

test("a quote or bracket that nobody closes ends with its line", () => {
  expect(emailsOf('"Ada, b@x.example\nc@x.example\n<d@x.example, e@x.example')).toEqual([
    '? "Ada, b@x.example',
    "c@x.example",
    "? <d@x.example, e@x.example",
  ]);
});

test("addresses in any script are taken, and kept as typed", () => {
  const emails = ["Ada.Lovelace+news@X.Example", "straße@bücher.example", "İnci@x.example", "用户@例子.广告"];
  expect(emailsOf(emails.join("\n"))).toEqual(emails);
});

test.each([
  "ada",
  "ada@",
  "@x.example",
  "ada@example",
  "a b@x.example",
  "a..b@x.example",
  ".a@x.example",
  "a@x..example",
  "a@b@x.example",
  `${"x".repeat(250)}@x.example`,
  "a\u200b@x.example",
  "a\u202e@x.example",
])("%s is no address", (typed) => {
  expect(parseAddresses(typed)).toEqual([{ typed, email: undefined }]);
});

// Threat: a text that takes minutes to read.
test("a long and hostile text is read at once", () => {
  const began = performance.now();
  for (const text of ["<", '"', "a@", ".", "<>,", "x@x.x,"].map((part) => part.repeat(20_000)))
    parseAddresses(text);
  expect(performance.now() - began).toBeLessThan(5_000);
});
