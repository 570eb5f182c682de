/** Pure: an answer for each line of a file: what would be made of it, or what is wrong and how to mend it. */
import type { Category, Project } from "#app/db.tenant.server.ts";
import { undefused } from "#app/http/csv.ts";
import { message } from "#app/i18n/message.ts";
import { projectForm } from "../project-form-rules.ts";
import type { ImportColumns } from "./import-rules.ts";
import { type ImportField, plain, statusOf, visibilityOf } from "./import-words.ts";
import type { Table, TableLine } from "./read-table.server.ts";

type Input = Pick<Project, "name" | "description" | "status" | "isPublic"> & { categoryIds: string[] };

/** `taken`: a project has the name. `repeated`: an earlier line has it. Both only where they are left out. */
export type Outcome = "create" | "taken" | "repeated" | "wrong";
export type Answer = {
  line: number;
  name: string;
  outcome: Outcome;
  /** Messages: what is wrong. */
  problems: string[];
};
export type Plan = { answers: Answer[]; inputs: Input[] };

/** `taken`: names that projects have, in lower case. */
type Known = { categories: Category[]; taken: ReadonlySet<string> };

export function planImport({ lines }: Table, columns: ImportColumns, known: Known): Plan {
  const categoryIds = new Map(known.categories.map(({ id, name }) => [plain(name), id]));
  const seen = new Set<string>();
  const inputs: Input[] = [];
  const answers = lines.map((line): Answer => {
    if (line.isBroken) return wrong(line, "", ["projectFiles.errors.quote"]);
    const { input, problems } = readLine(line, columns, categoryIds);
    if (problems.length > 0) return wrong(line, input.name, problems);
    const outcome = outcomeOf(input.name.toLowerCase(), columns, known.taken, seen);
    seen.add(input.name.toLowerCase());
    if (outcome === "create") inputs.push(input);
    return { line: line.line, name: input.name, outcome, problems: [] };
  });
  return { answers, inputs };
}

/** The names in a file, in lower case, to be looked up. */
export const namesIn = ({ lines }: Table, { name }: ImportColumns): string[] =>
  lines
    .map(({ cells }) =>
      undefused(cells[name] ?? "")
        .trim()
        .toLowerCase(),
    )
    .filter(Boolean);

function outcomeOf(
  name: string,
  { withTaken }: ImportColumns,
  taken: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): Outcome {
  if (withTaken === "create") return "create";
  if (taken.has(name)) return "taken";
  return seen.has(name) ? "repeated" : "create";
}

const wrong = ({ line }: TableLine, name: string, problems: string[]): Answer => ({
  line,
  name,
  outcome: "wrong",
  problems,
});

type Read = { input: Input; problems: string[] };

function readLine({ cells }: TableLine, columns: ImportColumns, categoryIds: Map<string, string>): Read {
  const problems: string[] = [];
  const cell = (field: ImportField): string => {
    const at = columns[field];
    return at === undefined ? "" : undefused(cells[at] ?? "").trim();
  };
  const name = projectForm.shape.name.safeParse(cell("name"));
  const description = projectForm.shape.description.safeParse(cell("description"));
  for (const { error } of [name, description])
    problems.push(...(error?.issues ?? []).map((one) => one.message));
  const known = <T>(field: ImportField, read: (text: string) => T | undefined, otherwise: T): T => {
    const text = cell(field);
    const value = text === "" ? otherwise : read(text);
    if (value === undefined) problems.push(message(`projectFiles.errors.unknown.${field}`, { text }));
    return value ?? otherwise;
  };
  return {
    input: {
      name: name.data ?? cell("name"),
      description: description.data ?? "",
      status: known("status", statusOf, columns.emptyStatus),
      isPublic: known("visibility", visibilityOf, columns.isPublic),
      categoryIds: categoriesIn(cell("categories"), categoryIds, problems),
    },
    problems,
  };
}

/** One whose name has a sign in it that stands between several is found as a whole. */
function categoriesIn(text: string, known: Map<string, string>, problems: string[]): string[] {
  const whole = known.get(plain(text));
  if (whole) return [whole];
  const ids = new Set<string>();
  for (const name of text.split(/[;,\n|]/).map((part) => part.trim())) {
    if (name === "") continue;
    const id = known.get(plain(name));
    if (id) ids.add(id);
    else problems.push(message("projectFiles.errors.unknown.categories", { text: name }));
  }
  return [...ids];
}
