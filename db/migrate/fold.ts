/**
 * What migrations make together in a schema that has nothing yet: the same tables, without what a later
 * migration takes away, adds or rebuilds. Pure.
 */
import { EXTENSION_LOCK, extensionOf } from "../migration-files.ts";

const COMMENTS = String.raw`(?:\s|--[^\n]*(?:\n|$))*`;
const form = (text: string) => new RegExp(`^${COMMENTS}${text}${COMMENTS}$`);

const CREATE_TABLE = form(String.raw`CREATE TABLE "([^"]+)" \(\n([\s\S]*)\n\);`);
/** One column: not the first of several changes. */
const ADD_COLUMN = form(
  String.raw`ALTER TABLE "([^"]+)" ADD COLUMN ("(?:(?!,\s*(?:ADD|ALTER|DROP)\b)[^;])+);`,
);
const ADD_FOREIGN_KEY = form(
  String.raw`ALTER TABLE "([^"]+)" ADD (CONSTRAINT "[^"]+" FOREIGN KEY \([^)]*\) REFERENCES "([^"]+)"\(([^)]*)\)[^;]*);`,
);
const CREATE_INDEX = form(`CREATE (?:UNIQUE )?INDEX "([^"]+)" ON "[^"]+" [^;]+;`);
const DROP_INDEX = form(`DROP INDEX "([^"]+)";`);

type Table = { name: string; at: number; parts: string[] };

/**
 * Statements that make the same: columns and foreign keys that come later are part of their table from the
 * start, an index that is dropped is not made, and extensions come first. These are told by the form in which
 * drizzle-kit writes them. Nothing is moved past a statement of another form, which may depend on what was
 * there.
 */
export function fold(statements: string[]): string[] {
  const [extensions, others] = [statements.filter(isForExtension), statements.filter(isOfSchema)];
  const folded: (string | Table | undefined)[] = [];
  const tables = new Map<string, Table>();
  const indexes = new Map<string, number>();

  for (const statement of others) {
    const table = createdTable(statement, folded.length);
    if (table) {
      tables.set(table.name, table);
      folded.push(table);
    } else if (!addToTable(statement, tables) && !leaveOut(statement, indexes, folded)) {
      const [, index] = CREATE_INDEX.exec(statement) ?? [];
      if (index) indexes.set(index, folded.length);
      else if (!ADD_FOREIGN_KEY.test(statement)) {
        tables.clear();
        indexes.clear();
      }
      folded.push(statement);
    }
  }
  return [...extensions, ...folded.filter((each) => each !== undefined).map(textOf)];
}

const isForExtension = (statement: string): boolean =>
  extensionOf(statement) !== undefined || statement.startsWith(EXTENSION_LOCK);
const isOfSchema = (statement: string): boolean => !isForExtension(statement);

function createdTable(statement: string, at: number): Table | undefined {
  const [, name, body] = CREATE_TABLE.exec(statement) ?? [];
  return name && body ? { name, at, parts: [body] } : undefined;
}

/** Whether the statement is a part of its table now. */
function addToTable(statement: string, tables: Map<string, Table>): boolean {
  const [, widened = "", column] = ADD_COLUMN.exec(statement) ?? [];
  if (column) return addPart(tables.get(widened), column);
  const [, from = "", foreignKey, to = "", columns = ""] = ADD_FOREIGN_KEY.exec(statement) ?? [];
  const [source, target] = [tables.get(from), tables.get(to)];
  // What it refers to is there, and unique, before its own table is made.
  if (!source || !target || !foreignKey || target.at > source.at) return false;
  return hasPrimaryKey(target, columns) && addPart(source, foreignKey);
}

function addPart(table: Table | undefined, part: string): boolean {
  table?.parts.push(`\t${part}`);
  return table !== undefined;
}

const hasPrimaryKey = ({ parts }: Table, columns: string): boolean =>
  parts.some((part) =>
    part
      .split("\n")
      .some(
        (line) =>
          line.includes(`PRIMARY KEY(${columns})`) ||
          (line.startsWith(`\t${columns} `) && line.includes(" PRIMARY KEY")),
      ),
  );

/** Whether the statement drops an index that is therefore not made any more. */
function leaveOut(statement: string, indexes: Map<string, number>, folded: unknown[]): boolean {
  const [, name = ""] = DROP_INDEX.exec(statement) ?? [];
  const at = indexes.get(name);
  if (at === undefined) return false;
  folded[at] = undefined;
  return indexes.delete(name);
}

const textOf = (one: string | Table): string =>
  typeof one === "string" ? one : `CREATE TABLE "${one.name}" (\n${one.parts.join(",\n")}\n);`;
