import { describe, expect, test } from "vitest";
import { decodeFile } from "./decode-file.ts";
import { IMPORT_MAX_COLUMNS, IMPORT_MAX_LINES } from "./import-limits.ts";
import { columnsForm, type ImportColumns } from "./import-rules.ts";
import { guessColumns } from "./import-words.ts";
import { namesIn, planImport } from "./plan-import.ts";
import { readTable, type Table } from "./read-table.server.ts";

const tableOf = (text: string): Table => {
  const table = readTable(text);
  if ("problem" in table) throw new Error(table.problem);
  return table;
};
const problemOf = (text: string) => {
  const table = readTable(text);
  return "problem" in table ? table.problem : undefined;
};
const defaults = { emptyStatus: "planned", isPublic: true, withTaken: "skip" } as const;
const categories = [
  { id: "c1", name: "Design", isBase: false },
  { id: "c2", name: "Sea, land", isBase: true },
];
const plan = (text: string, options: Partial<ImportColumns> = {}, taken: string[] = []) => {
  const table = tableOf(text);
  const columns = columnsForm.parse({ ...guessColumns(table.header), ...defaults, ...options });
  return planImport(table, columns, { categories, taken: new Set(taken) });
};

describe("the bytes of a file", () => {
  const decoded = (bytes: number[] | string) =>
    decodeFile(typeof bytes === "string" ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes));

  test("are text in UTF-8, with its mark and without", () => {
    expect(decoded("\uFEFFName\nPiñata")).toEqual({ text: "Name\nPiñata" });
    expect(decoded("Name\n🚀")).toEqual({ text: "Name\n🚀" });
  });

  test.each([
    ["Latin-1", [0x4e, 0xf1, 0x0a]],
    ["UTF-16, low end first", [0xff, 0xfe, 0x4e, 0x00]],
    ["UTF-16, high end first", [0xfe, 0xff, 0x00, 0x4e]],
    ["what is no text", [0x50, 0x4b, 0x03, 0x04, 0x00]],
  ])("in %s are refused, not guessed", (_, bytes) => {
    expect(decoded(bytes)).toEqual({ problem: "projectFiles.errors.encoding" });
  });

  test("that are none, or blanks, are said to be empty", () => {
    for (const text of ["", "\uFEFF", " \n\r\n"])
      expect(decoded(text)).toEqual({ problem: "projectFiles.errors.empty" });
  });
});

describe("a table", () => {
  test.each([
    ["commas", "Name,Status\r\nPier,Done\r\n"],
    ["semicolons", "Name;Status\nPier;Done"],
    ["tabs", "Name\tStatus\nPier\tDone\n"],
    ["a comma within quotes among semicolons", '"Name, or, so";Status\nPier;Done'],
    ["line ends of old", "Name,Status\rPier,Done\r"],
  ])("is read with %s", (_, text) => {
    expect(tableOf(text).lines).toEqual([{ line: 2, cells: ["Pier", "Done"] }]);
  });

  test("has quoted line ends, doubled quotation marks and empty lines, and counts lines as an editor does", () => {
    const text = 'Name,Description\r\n"Pier ""A""","One\r\ntwo"\r\n\r\n,\r\nQuay,\r\n';
    expect(tableOf(text).lines).toEqual([
      { line: 2, cells: ['Pier "A"', "One\ntwo"] },
      { line: 6, cells: ["Quay", ""] },
    ]);
  });

  test("of too many lines or columns, or of none, is refused by name", () => {
    const many = (count: number) => `Name\n${"x\n".repeat(count)}`;
    expect(problemOf(many(IMPORT_MAX_LINES))).toBeUndefined();
    expect(problemOf(many(IMPORT_MAX_LINES + 1))).toBe("projectFiles.errors.lines?max=2000");
    expect(problemOf(`${",x".repeat(IMPORT_MAX_COLUMNS)}\na`)).toBe("projectFiles.errors.columns?max=50");
    expect(problemOf("Name,Status\n,\n")).toBe("projectFiles.errors.noLines");
    expect(problemOf('"Name\nPier')).toBe("projectFiles.errors.header");
  });
});

test("columns are guessed by their names in both languages, and each is one field", () => {
  expect(guessColumns(["ID", "Título", "Descripción", "ESTADO", "Etiquetas"])).toEqual({
    name: 1,
    description: 2,
    status: 3,
    categories: 4,
  });
  expect(guessColumns(["Title", "project_name", "Visibility"])).toEqual({ name: 1, visibility: 2 });
  expect(guessColumns(["a", "b"])).toEqual({});
});

describe("each line is answered", () => {
  test("with the project that it becomes, in the words of either language", () => {
    const { answers, inputs } = plan(
      "Nombre;Estado;Visibilidad;Categorías\nPiñata;En pausa;Privado;design\nQuay;In progress;;Sea, land\nDock;;no;Design|sea, LAND",
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(["create", "create", "wrong"]);
    expect(inputs).toEqual([
      { name: "Piñata", description: "", status: "paused", isPublic: false, categoryIds: ["c1"] },
      { name: "Quay", description: "", status: "active", isPublic: true, categoryIds: ["c2"] },
    ]);
  });

  test("with all that is wrong in it, and how to mend it", () => {
    const { answers, inputs } = plan(
      `Name,Description,Status,Visibility,Category\n,x,later,maybe,Nothing\n${"x".repeat(121)},,,,\n"a\u202Eb",,,,`,
    );
    expect(inputs).toEqual([]);
    expect(answers.map(({ line, problems }) => [line, problems])).toEqual([
      [
        2,
        [
          "validation.nameRequired",
          "projectFiles.errors.unknown.status?text=later",
          "projectFiles.errors.unknown.visibility?text=maybe",
          "projectFiles.errors.unknown.categories?text=Nothing",
        ],
      ],
      [3, ["validation.tooLong?max=120"]],
      [4, ["validation.unreadable"]],
    ]);
  });

  test("also where a quotation mark was not closed", () => {
    const { answers } = plan('Name,Status\nPier,Done\nQu"ay,Done\nDock,Done');
    expect(answers.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, "create"],
      [3, "wrong"],
      [4, "create"],
    ]);
    expect(answers[1]?.problems).toEqual(["projectFiles.errors.quote"]);
  });

  test("names that are taken are left out, or made again where that was said", () => {
    const text = "Name\nPier\nQuay\nPIER\nDock";
    const outcomes = (withTaken: "skip" | "create") =>
      plan(text, { withTaken }, withTaken === "skip" ? ["quay"] : []).answers.map(({ outcome }) => outcome);
    expect(outcomes("skip")).toEqual(["create", "taken", "repeated", "create"]);
    expect(outcomes("create")).toEqual(["create", "create", "create", "create"]);
    const { answers, inputs } = plan(text, {}, ["pier", "quay", "dock"]);
    expect([answers.length, inputs.length]).toEqual([4, 0]);
  });

  test("what an export defused is as it was, and a formula is text", () => {
    const { inputs } = plan("Name\n'=1+1\n=2+2\n'-x\n'quoted'");
    expect(inputs.map(({ name }) => name)).toEqual(["=1+1", "=2+2", "-x", "'quoted'"]);
    const table = tableOf("Name\n'=1+1");
    expect(namesIn(table, columnsForm.parse({ name: 0, ...defaults }))).toEqual(["=1+1"]);
  });
});
