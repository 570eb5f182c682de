/** The tenants' migrations in the form that the peer reads: a file each in one folder. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadMigrations, type Migration } from "../../db/migration-files.ts";

export type PeerFolder = { path: string; add(migration: Migration): void };

export function peerFolder(): PeerFolder {
  const path = mkdtempSync(join(tmpdir(), "tenantry-peer-"));
  process.once("exit", () => rmSync(path, { recursive: true, force: true }));
  const add = ({ name, statements }: Migration) =>
    writeFileSync(join(path, `${name}.sql`), statements.join(";\n"));
  for (const migration of loadMigrations("tenant")) add(migration);
  return { path, add };
}
