import { expect, test } from "vitest";
import { nameOf, oneLine, plainName, withoutBreaks } from "./one-line.ts";

test("a name is one line, and not longer than a subject can be", () => {
  expect(oneLine(" Ada\r\nBcc: x\u2028y\u0000z ")).toBe("Ada Bcc: x y z");
  expect(oneLine("x".repeat(500))).toHaveLength(80);
});

test("an address is one line, and all of it", () => {
  const email = `${"x".repeat(64)}@${"y".repeat(63)}.example.com`;
  expect(withoutBreaks(`${email}\r\n`)).toBe(email);
});

test.each(["http://evil.example", "see www.evil", "evil.example", "ad free.money now"])(
  "%s is read as the address of a page, and not shown",
  (name) => {
    expect(plainName(name, "acme")).toBe("acme");
  },
);

test("names of people and companies stay as they are", () => {
  for (const name of ["J. R. R. Tolkien", "O'Neill & Söhne", "Acme, Inc.", "山田 太郎"])
    expect(plainName(name, "x")).toBe(name);
  expect(nameOf({ firstName: null, lastName: null, email: "a@example.com" })).toBe("a@example.com");
});
