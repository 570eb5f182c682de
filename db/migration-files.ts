/** Migrations as files: a folder each, ordered by name, its SQL split into statements. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Migration = {
  /** The folder's name: `YYYYMMDDHHMMSS_what`. */
  name: string;
  /** SHA-256 of the SQL, hex, line endings evened, lint comments left out. */
  checksum: string;
  statements: string[];
  /**
   * False where its first lines say `-- tenantry: no-transaction`: each statement runs by itself, and may run
   * again.
   */
  isTransactional?: boolean;
  /** The statements of `down.sql`, which undo it; undefined where there is no such file. */
  down?: string[];
};

const BREAKPOINT = "--> statement-breakpoint";
/** An exception to the lint, and why: may be added after the migration was applied. */
const LINT_COMMENT = /^--\s*(?:squawk-ignore|lint:)[^\n]*\n/gm;
const NO_TRANSACTION = /^\s*--\s*tenantry:\s*no-transaction\s*$/;
const NAME = /^\d{14}_[a-z0-9_]+$/;
const ROOT = import.meta.dirname;

/** The migrations of one set, oldest first. */
export function loadMigrations(set: "control" | "tenant" | "local-identity"): Migration[] {
  return readMigrations(join(ROOT, set, "migrations"));
}

/** The migrations in a folder, oldest first. Throws where a folder's name is not of the form. @internal */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map((entry) => entry.name)
    .sort()
    .map((name) => readMigration(folder, name));
}

function readMigration(folder: string, name: string): Migration {
  if (!NAME.test(name))
    throw new Error(`Migration folder ${JSON.stringify(name)} is not named YYYYMMDDHHMMSS_what.`);
  const text = readText(join(folder, name, "migration.sql"));
  const downFile = join(folder, name, "down.sql");
  return {
    name,
    checksum: createHash("sha256").update(text.replaceAll(LINT_COMMENT, "")).digest("hex"),
    statements: splitStatements(text),
    isTransactional: !isNoTransaction(text),
    ...(existsSync(downFile) ? { down: splitStatements(readText(downFile)) } : {}),
  };
}

const readText = (path: string): string => readFileSync(path, "utf8").replaceAll("\r\n", "\n");

const splitStatements = (text: string): string[] =>
  text
    .split(BREAKPOINT)
    .map((statement) => statement.trim())
    .filter(Boolean)
    .flatMap(oneAtATime);

const ASKS_FOR_EXTENSION =
  /^(?:\s|--[^\n]*\n)*CREATE\s+EXTENSION\s+IF\s+NOT\s+EXISTS\s+(?:"([\w-]+)"|(\w+))/i;

/** The extension that a statement asks for; undefined where it is another statement. */
export function extensionOf(statement: string): string | undefined {
  const [, quoted, plain] = ASKS_FOR_EXTENSION.exec(statement) ?? [];
  return quoted ?? plain?.toLowerCase();
}

/** How the statement begins that comes before each of those. */
export const EXTENSION_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('tenantry:extensions', 0))";

/** An extension is there once for a whole database: of those who lack it at the same time, one makes it. */
function oneAtATime(statement: string): string[] {
  const name = extensionOf(statement);
  if (!name) return [statement];
  return [
    `${EXTENSION_LOCK} WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = '${name}')`,
    statement,
  ];
}

/** Only the comments before the first statement count. */
function isNoTransaction(text: string): boolean {
  const head = text.split("\n");
  const end = head.findIndex((line) => line.trim() !== "" && !line.trim().startsWith("--"));
  return head.slice(0, end < 0 ? undefined : end).some((line) => NO_TRANSACTION.test(line));
}
