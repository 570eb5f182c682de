/** Folders of migrations for a test. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

/** Writes `{ "20260101000000_first": "SQL" }` as a folder; `down` undoes. Answers its path. */
export function writeMigrations(
  migrations: Record<string, string>,
  down: Record<string, string> = {},
): string {
  const folder = mkdtempSync(join(inject("testFolder"), "migrations-"));
  for (const [name, text] of Object.entries(migrations)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "migration.sql"), text);
    const undo = down[name];
    if (undo) writeFileSync(join(folder, name, "down.sql"), undo);
  }
  return folder;
}
