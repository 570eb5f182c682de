/** Migrations as files: a folder each, ordered by name, its SQL split into statements. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Migration = {
  /** The folder's name: `YYYYMMDDHHMMSS_what`. */
  name: string;
  /** SHA-256 of the SQL, hex, line endings evened. */
  checksum: string;
  statements: string[];
};

const BREAKPOINT = "--> statement-breakpoint";
const NAME = /^\d{14}_[a-z0-9_]+$/;
const ROOT = join(import.meta.dirname, "..");

/** The migrations of one set, oldest first. */
export function loadMigrations(set: "control" | "tenant" | "local-identity"): Migration[] {
  return readMigrations(join(ROOT, set, "migrations"));
}

/** The migrations in a folder, oldest first. Throws where a folder's name is not of the form. */
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
  const text = readFileSync(join(folder, name, "migration.sql"), "utf8").replaceAll("\r\n", "\n");
  const statements = text
    .split(BREAKPOINT)
    .map((statement) => statement.trim())
    .filter(Boolean);
  return { name, checksum: createHash("sha256").update(text).digest("hex"), statements };
}
