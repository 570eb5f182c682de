import { expect, test } from "vitest";
import { message, parseMessage } from "./message.ts";

test("a message carries its parameters to where it is translated", () => {
  const text = message("validation.slugTaken", { suggestion: "acme-2" });
  expect(parseMessage(text)).toEqual({ key: "validation.slugTaken", params: { suggestion: "acme-2" } });
});

test("a message without parameters is its key", () => {
  expect(parseMessage(message("validation.required"))).toEqual({ key: "validation.required", params: {} });
});
