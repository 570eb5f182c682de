/** What a form refuses it refuses in our own words, whatever was sent. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseMessage } from "#app/i18n/message.ts";
import { en } from "#app/locales/en.ts";
import { es } from "#app/locales/es.ts";
import { inOurWords, parseForm } from "./parse-form.ts";

const APP = join(process.cwd(), "app");
const files = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(APP, file), "utf8") }));

/** Where forms' schemas are, by name. Those that are made for one thing are made for one called "acme". */
async function schemas(): Promise<Map<string, z.ZodObject>> {
  const found = new Map<string, z.ZodObject>();
  const rules = files.filter(({ file }) =>
    /(-rules|-form|form\.server|preferences\.server|^validation\/.*)\.ts$/.test(file),
  );
  for (const { file } of rules) {
    const module = (await import(/* @vite-ignore */ join(APP, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      const isMaker = ["slugConfirmation", "projectDeletion", "workspaceDeletion"].includes(name);
      const schema = isMaker ? (value as (of: string) => unknown)("acme") : value;
      const choices: unknown[] = schema instanceof z.ZodUnion ? [...schema.options] : [schema];
      for (const [at, choice] of choices.entries())
        if (choice instanceof z.ZodObject) found.set(at === 0 ? name : `${name} ${at}`, choice);
    }
  }
  return found;
}

const HOSTILE: unknown[] = [
  ...[undefined, null, "", " ", 7, Number.NaN, true, "\u0000", "\u202e", "x".repeat(20_000), "x@", "-"],
  ...[["a", "b"], [], [["a"]], { a: 1 }, new File(["x"], "x"), new Date(Number.NaN), ["x".repeat(100)]],
  Array(1_000).fill("0199b2c0-0000-7000-8000-000000000001"),
];

const textOf = (texts: unknown, key: string): unknown =>
  key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);

function expectOurs(said: string, where: string): void {
  const { key, params } = parseMessage(said);
  for (const language of [en, es]) {
    const text = textOf(language, key);
    expect(typeof text, `${where}: ${said}`).toBe("string");
    const names = [...String(text).matchAll(/{{(\w+)}}/g)].map((match) => match[1] ?? "");
    for (const name of names) expect(Object.keys(params), `${where}: ${said}`).toContain(name);
  }
}

test("whatever a form is sent, what it says is a text that we have in both languages", async () => {
  const all = await schemas();
  expect([...all.keys()]).toEqual(
    expect.arrayContaining([
      "signInForm",
      "signUpForm",
      "projectForm",
      "workspaceForm",
      "rename",
      "slugConfirmation",
    ]),
  );
  let said = 0;
  for (const [name, schema] of all) {
    for (const field of Object.keys(schema.shape)) {
      for (const value of HOSTILE) {
        const result = schema.safeParse({ [field]: value }, { error: inOurWords });
        for (const issue of result.error?.issues ?? []) {
          expectOurs(issue.message, `${name}.${field}`);
          said++;
        }
      }
    }
    for (const value of HOSTILE)
      for (const issue of schema.safeParse(value, { error: inOurWords }).error?.issues ?? [])
        expectOurs(issue.message, name);
  }
  expect(said).toBeGreaterThan(100);
});

test("an empty form says beside a field what is missing", async () => {
  for (const [name, schema] of await schemas()) {
    const { error } = parseForm(new FormData(), schema).reply();
    for (const [field, said] of Object.entries(error ?? {})) {
      expect(field, name).not.toBe("");
      for (const one of said ?? []) expectOurs(one, name);
    }
  }
});

test("every form is parsed in one place, by a schema that is tried here", async () => {
  const known = new Set((await schemas()).keys());
  const parsers = files.filter(({ text }) => text.includes("parseWithZod(")).map(({ file }) => file);
  expect(parsers).toEqual(["validation/parse-form.ts"]);
  const used = files.flatMap(({ file, text }) =>
    [
      ...text.matchAll(/(?:readForm|parseForm)\([^,()]+(?:\([^()]*\))?, (\w+)/g),
      ...text.matchAll(/^ {4}schema: \([^)]*\) => (\w+)/gm),
    ]
      .map((match) => match[1] ?? "")
      .filter((name) => !["schema", "options"].includes(name))
      .map((name) => ({ file, name })),
  );
  expect(used.length).toBeGreaterThan(12);
  expect(used.filter(({ name }) => !known.has(name))).toEqual([]);
});
