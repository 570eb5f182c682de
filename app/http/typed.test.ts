/** Threat: a form of another site has our page show its words, as if the person had typed them here. */
import { RouterContextProvider } from "react-router";
import { expect, test } from "vitest";
import { requestContext } from "#app/context.ts";
import { FORM_MAX_BYTES } from "./fields.server.ts";
import { noteFields, typedText } from "./typed.server.ts";

const ORIGIN = "https://acme.example.test";

function post(
  body: string | FormData | undefined,
  { sender = ORIGIN as string | null, method = "POST" } = {},
) {
  const context = new RouterContextProvider();
  context.set(requestContext, { origin: ORIGIN, sender } as never);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const init = typeof body === "string" ? { method, body, headers } : { method };
  return { request: new Request(`${ORIGIN}/projects/new`, init), context };
}

test("what was typed is shown, and not what the form itself holds", async () => {
  const body = "name=Harbour&description=a%0Ab&isPublic=on&id=019a0000-0000-7000-8000-000000000001&empty=+";
  expect(await typedText(post(body))).toEqual([
    ["name", "Harbour"],
    ["description", "a\nb"],
  ]);
});

test.each([["https://evil.test"], ["https://globex.example.test"], ["null"], [null]])(
  "nothing of a form that %s sent is shown",
  async (sender) => {
    expect(await typedText(post("name=Call+us", { sender }))).toBeUndefined();
  },
);

test("a body that was read already is shown from what was read", async () => {
  const { request, context } = post("name=Harbour");
  const fields = new FormData();
  fields.append("name", await request.text());
  noteFields(request, fields);
  expect(await typedText({ request, context })).toEqual([["name", "name=Harbour"]]);
});

test("what cannot be read has nothing to show", async () => {
  expect(await typedText(post(`name=${"x".repeat(FORM_MAX_BYTES)}`))).toBeUndefined();
  expect(await typedText(post("name=%00"))).toBeUndefined();
  expect(await typedText(post(undefined))).toBeUndefined();
  const { request, context } = post("name=Harbour");
  await request.text();
  expect(await typedText({ request, context })).toBeUndefined();
});

test("a page that is asked for shows nothing", async () => {
  expect(await typedText(post(undefined, { method: "GET" }))).toBeUndefined();
});
