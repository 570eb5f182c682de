// Threat: a file decides how much is read or kept, arrives where a text is expected, or costs what was typed.
import { expect, test } from "vitest";
import { z } from "zod";
import { FORM_MAX_BYTES, readAnyFields, UPLOAD_MAX_BYTES } from "./fields.server.ts";
import { readForm } from "./form.server.ts";

const form = z.object({ file: z.file("validation.required"), note: z.string().default("") });
type Fields = [string, string | Blob][];

/** As bytes, as it comes from a socket. */
async function post(fields: Fields): Promise<Request> {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const response = new Response(body);
  return new Request("http://a.b/", {
    method: "POST",
    body: await response.bytes(),
    headers: response.headers,
  });
}
const read = async (fields: Fields) => readForm(await post(fields), form, { maxBytes: UPLOAD_MAX_BYTES });
const file = (text: string) => new File([text], "work.csv");

test("a file is read where one is asked for", async () => {
  const submission = await read([
    ["file", file("Name\nPier")],
    ["note", "hello"],
  ]);
  if (submission.status !== "success") throw new Error("refused");
  expect(submission.value.file.name).toBe("work.csv");
  expect(await submission.value.file.text()).toBe("Name\nPier");
  expect(submission.value.note).toBe("hello");
});

test("no file, as a browser says it, or a text in its place is refused as what it is", async () => {
  expect((await read([["file", new File([], "")]])).reply().error).toEqual({ file: ["validation.required"] });
  await expect(read([["file", "no file"]])).rejects.toMatchObject({ status: 400 });
  await expect(read([["note", file("x")]])).rejects.toMatchObject({ status: 400 });
});

test("a body beyond the limit of uploads is refused before it is parsed", async () => {
  await expect(read([["file", file("x".repeat(UPLOAD_MAX_BYTES))]])).rejects.toMatchObject({ status: 413 });
});

test("of an upload that is only to be kept the file is left out, and texts are bounded as ever", async () => {
  const kept = await readAnyFields(
    await post([
      ["file", file("x".repeat(2 * FORM_MAX_BYTES))],
      ["note", "typed"],
    ]),
  );
  expect([...kept]).toEqual([["note", "typed"]]);
  const tooLong = await post([["note", "x".repeat(FORM_MAX_BYTES + 1)]]);
  await expect(readAnyFields(tooLong)).rejects.toMatchObject({ status: 413 });
});
