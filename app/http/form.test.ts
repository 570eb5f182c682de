// Threat: a body decides how much memory and time its reading takes, or fails where nobody expected it.
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { signInForm } from "#app/identity/providers/local/pages/person-form.ts";
import { requiredLine } from "#app/validation/text.ts";
import { FORM_MAX_BYTES, FORM_MAX_FIELDS } from "./fields.server.ts";
import { readForm } from "./form.server.ts";
import { RequestRefused } from "./refused.ts";

/** With one field of each kind. */
const thingForm = z.object({
  name: requiredLine(120),
  description: z.string().default(""),
  status: z.enum(["active", "done"]),
  isPublic: z.boolean().default(false),
  categoryIds: z.array(z.uuid()).max(50).default([]),
});

const URLENCODED = "application/x-www-form-urlencoded";
type Sent = { body?: BodyInit; type?: string | null };

const post = ({ body = "", type = URLENCODED }: Sent) => {
  const request = new Request("http://app.localhost/", {
    method: "POST",
    body,
    duplex: "half",
  } as RequestInit);
  request.headers.delete("content-type");
  if (type !== null) request.headers.set("content-type", type);
  return request;
};
const read = (body: BodyInit, type?: string) => readForm(post({ body, ...(type && { type }) }), thingForm);
const refusalOf = async (sent: Sent) => {
  const error = await readForm(post(sent), thingForm).catch((thrown: unknown) => thrown);
  return error instanceof RequestRefused ? error.status : error;
};
const valid = "name=Pad&status=active";

test("a form is read as the schema says, urlencoded or multipart", async () => {
  const body = new FormData();
  for (const [name, value] of new URLSearchParams(`${valid}&isPublic=on`)) body.append(name, value);
  const multipart = await readForm(new Request("http://a.b/", { method: "POST", body }), thingForm);
  const urlencoded = await read(`${valid}&isPublic=on`, `${URLENCODED};charset=UTF-8`);
  for (const submission of [multipart, urlencoded])
    expect(submission).toMatchObject({ status: "success", value: { name: "Pad", isPublic: true } });
});

test("a field that may come more than once is a list, however often it comes", async () => {
  const [one, two] = ["0199b2c0-0000-7000-8000-000000000001", "0199b2c0-0000-7000-8000-000000000002"];
  const both = await read(`${valid}&categoryIds=${one}&categoryIds=${two}`);
  expect(both).toMatchObject({ value: { categoryIds: [one, two] } });
  expect(await read(`${valid}&categoryIds=${one}`)).toMatchObject({ value: { categoryIds: [one] } });
});

describe("names are looked up, never read as paths", () => {
  test.each([
    "x[99999999]=1",
    "name[99999999]=1",
    "categoryIds[99999999]=1",
    `name${"[a]".repeat(4_000)}=1`,
    `${"a.".repeat(10_000)}b=1`,
    "__proto__[x]=1",
    "constructor.prototype.x=1",
    "=1",
    "__intent__=foo",
    "__intent__={}",
    "__intent__=null",
    '__intent__={"type":"update","payload":{"name":"name[9999999]","value":1}}',
    '__intent__={"type":"insert","payload":{"name":"name"}}',
    '__intent__={"type":"reset","payload":{}}',
    "__state__={",
    '__state__={"validated":{}}',
  ])("what is not on the list does not exist: %.60s", async (pair) => {
    const encoded = pair.replace(/=.*/, (value) => `=${encodeURIComponent(value.slice(1))}`);
    const submission = await read(`${valid}&${encoded}`);
    expect(submission).toMatchObject({ status: "success", value: { name: "Pad", categoryIds: [] } });
    expect(Object.keys(submission.payload)).toEqual(["name", "status"]);
  });
});

describe("refused, with the sender's status", () => {
  test.each<[string, Sent, number]>([
    ["JSON", { body: "{}", type: "application/json" }, 415],
    ["plain text", { body: valid, type: "text/plain" }, 415],
    ["no content type", { body: valid, type: null }, 415],
    ["a malformed content type", { body: valid, type: "bad//type;;" }, 415],
    ["multipart without a boundary", { body: "x", type: "multipart/form-data" }, 400],
    ["multipart with a broken boundary", { body: "garbage", type: "multipart/form-data; boundary=x" }, 400],
    ["an empty multipart body", { body: "", type: "multipart/form-data; boundary=x" }, 400],
    ["a NUL in a value", { body: `${valid}&description=a%00b` }, 400],
    ["one field twice", { body: `${valid}&name=Other` }, 400],
    ["more bytes than a form has", { body: `name=${"a".repeat(FORM_MAX_BYTES)}` }, 413],
    ["more fields than a form has", { body: "a&".repeat(FORM_MAX_FIELDS) }, 400],
    ["more of a known field", { body: "categoryIds=1&".repeat(FORM_MAX_FIELDS) }, 400],
  ])("%s", async (_, sent, status) => {
    expect(await refusalOf(sent)).toBe(status);
  });

  test("more fields than a form has, in many parts", async () => {
    const body = new FormData();
    for (let n = 0; n <= FORM_MAX_FIELDS; n++) body.append("a", "1");
    const request = new Request("http://a.b/", { method: "POST", body });
    await expect(readForm(request, thingForm)).rejects.toMatchObject({ status: 400 });
  });

  test("a file where none is asked for", async () => {
    const body = new FormData();
    body.append("name", new Blob(["x"]), "x.txt");
    const request = new Request("http://a.b/", { method: "POST", body });
    await expect(readForm(request, thingForm)).rejects.toMatchObject({ status: 400 });
  });

  test("a body in pieces is cut off at the limit, and no more of it is read", async () => {
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(16 * 1024));
      },
    });
    expect(await refusalOf({ body })).toBe(413);
    expect(pulled).toBeLessThan(10);
  });

  test("a body that breaks off in the middle", async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError("gone")) });
    expect(await refusalOf({ body })).toBe(400);
  });
});

test("a route may ask for more than the limit of all others", async () => {
  const body = `description=${"a".repeat(FORM_MAX_BYTES)}&${valid}`;
  const schema = z.object({ name: z.string() });
  expect(await readForm(post({ body }), schema, { maxBytes: 2 * FORM_MAX_BYTES })).toMatchObject({
    status: "success",
  });
});

test("a form with several shapes takes the names of each", async () => {
  const submission = await readForm(post({ body: "userId=user_1&return_to=%2Fx" }), signInForm);
  expect(submission).toMatchObject({ value: { userId: "user_1", return_to: "/x" } });
});

test("names that nobody can see, or that turn the line around, are refused", async () => {
  for (const name of ["\u200b", "\u202eevil", "\u2066x\u2069", "\u3164", "\u2800 \u200d"]) {
    const submission = await read(new URLSearchParams({ name, status: "active" }).toString());
    expect(submission.reply().error?.name, JSON.stringify(name)).toEqual(["validation.unreadable"]);
  }
  for (const name of ["مشروع", "עברית", "👩‍👩‍👧", "a\u200db"])
    expect((await read(new URLSearchParams({ name, status: "active" }).toString())).status, name).toBe(
      "success",
    );
});
