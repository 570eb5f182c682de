import { expect, test } from "vitest";
import { signedCookie } from "./signed-cookie.server.ts";

const cookie = signedCookie("__Host-one", 60);
const made = async (value = "secret", by = cookie) => (await by.serialize(value)).split(";")[0] ?? "";

test("what we signed is read back, by its name, and for this host alone", async () => {
  expect(await cookie.serialize("secret")).toMatch(
    /^__Host-one=secret\.[^;]+; Path=\/; Max-Age=60; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await cookie.parse(await made())).toBe("secret");
  expect(await cookie.parse(`a=1; ${(await made()).replace("=", " =")}; b=2`)).toBe("secret");
});

// Threat: a cookie is guessed, edited, moved under another name, or set in front of the person's own.
test("what we did not sign under this name, or what is there twice, is nothing", async () => {
  const mine = await made();
  const moved = (await made("secret", signedCookie("__Host-two", 60))).replace("two", "one");
  const edited = mine.replace("secret", "secreu");
  const signature = mine.slice(mine.lastIndexOf("."));
  const bad = [
    "__Host-one=",
    "__Host-one=secret",
    "__Host-one=secret.",
    `__Host-one=${signature}`,
    edited,
    moved,
  ];
  for (const header of [null, "", ...bad, `${mine}x`, `${mine}; ${mine}`, `${mine}; __Host-one=x`])
    expect(await cookie.parse(header), String(header)).toBeNull();
});

test("one that is taken away holds nothing, and is over at once", async () => {
  expect(await cookie.serialize("", { maxAge: 0 })).toMatch(/^__Host-one=; Path=\/; Max-Age=0;/);
});
