/**
 * Every migration is read by squawk: it knows which statements lock a table for long, or cannot be taken
 * back.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadMigrations, readMigrations } from "../migration-files.ts";
import { writeMigrations } from "../testing/write-migrations.ts";
import { refuseStatements } from "./refused-statements.ts";

const ROOT = join(import.meta.dirname, "../..");
const SQUAWK = join(ROOT, "node_modules/.bin/squawk");

/** What squawk has to say; empty where it is content. */
function lint(file: string): string {
  const isAlone = /^--\s*tenantry:\s*no-transaction/m.test(readFileSync(file, "utf8"));
  const flags = isAlone ? ["--no-assume-in-transaction"] : [];
  try {
    execFileSync(SQUAWK, ["--config", join(ROOT, ".squawk.toml"), ...flags, file], { stdio: "pipe" });
    return "";
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout);
  }
}

test.each(globSync("db/*/migrations/*/{migration,down}.sql", { cwd: ROOT }))(
  "%s is safe, or says why not",
  (file) => {
    expect(lint(join(ROOT, file))).toBe("");
  },
);

test("a tenant's migration changes that tenant alone, and leaves the transaction to the runner", async () => {
  await expect(refuseStatements(loadMigrations("tenant"))).resolves.toBeUndefined();
});

test("an exception in a file comes with its reason", () => {
  for (const file of globSync("db/*/migrations/*/*.sql", { cwd: ROOT })) {
    const lines = readFileSync(join(ROOT, file), "utf8").split("\n");
    const bare = lines.filter(
      (line, at) => line.includes("squawk-ignore") && !lines[at - 1]?.startsWith("-- lint: "),
    );
    expect(bare, file).toEqual([]);
  }
});

test("a migration that holds writers up is found", () => {
  const name = "20260101000000_slow";
  const folder = writeMigrations({ [name]: "CREATE INDEX items_name_idx ON items (name);" });
  expect(lint(join(folder, name, "migration.sql"))).toContain("require-concurrent-index-creation");
});

test("an exception may be added to a migration that was applied: it is still the same", () => {
  const name = "20260101000000_one";
  const text = "SELECT 1;\n";
  const excused = `-- lint: because.\n-- squawk-ignore-file ban-drop-table\n${text}`;
  const [plain, same] = [text, excused].map(
    (sql) => readMigrations(writeMigrations({ [name]: sql }))[0]?.checksum,
  );
  expect(same).toBe(plain);
  expect(plain).toBe(createHash("sha256").update(text).digest("hex"));
});
