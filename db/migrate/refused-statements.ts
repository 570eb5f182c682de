/**
 * Reads tenants' migrations before anything of them runs, with PostgreSQL's own parser: comments, strings and
 * bodies of functions are what they are.
 */
import { type Node, parse } from "libpg-query";
import { MigrationRefused } from "../errors.ts";
import type { Migration } from "../migration-files.ts";
import { whyRefused } from "./statement-rules.ts";

const STATEMENT_SHOWN_LENGTH = 2_000;

/** Read once, and found to be sound. */
const sound = new WeakSet<Migration>();

/**
 * Throws MigrationRefused, naming migration and statement and what to do instead, where one would change
 * more than its tenant or ends the transaction that it is in. What cannot be read the server refuses.
 */
export async function refuseStatements(migrations: Migration[]): Promise<void> {
  for (const migration of migrations) {
    if (sound.has(migration)) continue;
    for (const text of [...migration.statements, ...(migration.down ?? [])]) await refuse(migration, text);
    sound.add(migration);
  }
}

async function refuse(migration: Migration, text: string): Promise<void> {
  const nodes = await nodesOf(text);
  for (const node of nodes) {
    const why = whyRefused(node) ?? whyNotHere(migration, node, nodes.length);
    if (!why) continue;
    const shown = text.slice(0, STATEMENT_SHOWN_LENGTH);
    const message = `Migration ${migration.name} is refused: a statement of it ${why}.\n${shown}`;
    throw Object.assign(new MigrationRefused(message), { migration: migration.name, statement: text });
  }
}

/** Alone and in a transaction it waits for whoever else is making the same one. */
function whyNotHere({ isTransactional }: Migration, node: Node, statements: number): string | undefined {
  if (!("CreateExtensionStmt" in node)) return undefined;
  if (isTransactional === false)
    return "makes an extension without a transaction. Give it a migration of its own";
  return statements > 1
    ? "makes an extension beside others. Put a statement-breakpoint around it"
    : undefined;
}

async function nodesOf(text: string): Promise<Node[]> {
  try {
    const { stmts = [] } = await parse(text);
    return stmts.flatMap(({ stmt }) => stmt ?? []);
  } catch {
    return [];
  }
}
