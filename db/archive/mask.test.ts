// Threat: what was made up can be traced back, or breaks a rule that the original fulfilled.
import { getColumns, getTableName } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { CONTROL_TABLES } from "../control/declarations.ts";
import { TREATMENT } from "../declaration.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import { archivedTables } from "./archived-tables.ts";
import { textLine, textRows } from "./copy-text.ts";
import { maskOf } from "./mask.ts";
import { permute } from "./permute.ts";

const KEY = "key";

describe("a text", () => {
  test("becomes another of the same shape, the same each time, and another under another key", () => {
    const text = "Meet Ada at 10:45, quay 7 – “tomorrow”.\n\n- [ ] it's 100% & more";
    const masked = permute(KEY, text);
    expect(masked).toHaveLength(text.length);
    expect(masked).toBe(permute(KEY, text));
    expect(masked).not.toBe(permute("another", text));
    const shape = (of: string) => of.replace(/[a-z]/g, "a").replace(/[A-Z]/g, "A").replace(/[0-9]/g, "0");
    expect(shape(masked)).toBe(shape(text));
    for (const word of ["Meet", "Ada", "quay", "tomorrow"]) expect(masked).not.toContain(word);
  });

  test("that differs from another still does, also where case does not count", () => {
    const letters = Array.from({ length: 26 }, (_, n) => String.fromCharCode(0x61 + n));
    const short = letters.flatMap((a) => [a, ...letters.flatMap((b) => [a + b, `${a}${b}1`, `${a}-${b}`])]);
    const names = Array.from({ length: 3_000 }, (_, n) => `Harbour wall ${n}`);
    const foreign = ["Ñandú", "Ñandu", "ñandú", "Кафе", "Кафё", "漢字", "漢", "é", "e", "🚀x", "🛶x"];
    const all = [...short, ...names, ...foreign];
    expect(new Set(all.map((text) => permute(KEY, text))).size).toBe(new Set(all).size);
    const folded = [...short, ...names];
    expect(new Set(folded.map((text) => permute(KEY, text.toUpperCase()).toLowerCase())).size).toBe(
      folded.length,
    );
    for (const text of folded.slice(0, 500))
      expect(permute(KEY, text.toUpperCase()).toLowerCase()).toBe(permute(KEY, text));
  });

  test("of another alphabet loses it, and is not much longer", () => {
    for (const text of [
      "Кафе на набережной",
      "漢字の説明を書く場所です、長い文です",
      "naïve façade, déjà vu",
    ]) {
      const masked = permute(KEY, text);
      expect(masked).toMatch(/^[\p{ASCII}、]*$/u);
      expect(masked.length).toBeLessThanOrEqual(Math.max(text.length, 12));
    }
    expect(permute(KEY, "𝒳".repeat(20)).isWellFormed()).toBe(true);
  });

  test("may be long, or nothing", () => {
    const long = "A line that somebody wrote. ".repeat(40_000);
    expect(permute(KEY, long)).toHaveLength(long.length);
    expect(permute(KEY, "")).toBe("");
  });
});

test("rows of COPY's text format are read as they were written", () => {
  const rows = [
    ["a\tb", "c\nd", "\\N", null, "", "e\\", "\b\f\v\r", "“🚀”"],
    [null, "", "x", "\\.", "\\\\n", "\t", "\n", "z"],
  ];
  const lines = Buffer.from(rows.map(textLine).join(""));
  expect([...textRows(lines)]).toEqual(rows);
  expect(lines.toString().split("\n")).toHaveLength(3);
});

describe("a column", () => {
  const archived = archivedTables("019a0000-0000-7000-8000-000000000001");
  const declared = [...CONTROL_TABLES, ...TENANT_TABLES].filter(({ isArchived }) => isArchived);

  test("of whatever kind has a rule, and one that is left out may be", () => {
    expect(archived.length).toBeGreaterThan(15);
    for (const table of archived) expect(() => maskOf(KEY, table)).not.toThrow();
    for (const { table, columns } of declared)
      for (const [property, column] of Object.entries(getColumns(table))) {
        const content = columns[property];
        if (content && TREATMENT[content].masked === "null")
          expect(column.notNull, `${getTableName(table)}.${column.name}`).toBe(false);
      }
  });

  test("that nothing is said of stops it", () => {
    const unknown = { plane: "tenant" as const, name: "projects", columns: ["colour"], source: "" };
    expect(() => maskOf(KEY, unknown)).toThrow("colour");
  });

  test("keeps ids, choices and documents, makes up names and addresses, leaves out telephone and picture", () => {
    const columns = ["id", "email", "first_name", "avatar_url", "phone", "role", "metadata"];
    const members = { plane: "tenant" as const, name: "members", columns, source: "" };
    const row = [
      "user_1",
      "Ada@Example.com",
      "Ada",
      "https://x/y.png",
      "+34 600",
      "admin",
      String.raw`{"a": ["Ada", 12345678901234567890.10, null], "b\"": "x \"y\"\n"}`,
    ];
    const other = ["user_2", "ada@example.com", null, null, null, "member", "{}"];
    const [one = [], two = []] = [
      ...textRows(maskOf(KEY, members)(Buffer.from(textLine(row) + textLine(other)))),
    ];
    expect(one[0]).toBe("user_1");
    expect(one[1]).toMatch(/^[a-z]{12}@example\.invalid$/);
    expect(one[2]).toMatch(/^[A-Z][a-z]{2}$/);
    expect(one[2]).not.toBe("Ada");
    expect(one.slice(3, 6)).toEqual([null, null, "admin"]);
    const made = (text: string) => JSON.stringify(permute(KEY, text));
    // To the digit and the blank, what is no text.
    expect(one[6]).toBe(`{"a": [${made("Ada")}, 12345678901234567890.10, null], "b\\"": ${made('x "y"\n')}}`);
    // An address is the same in whatever capitals.
    expect(two).toEqual(["user_2", one[1], null, null, null, "member", "{}"]);
  });
});
