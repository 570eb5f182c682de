/** What is sealed in the control plane, sealed anew under the key that is in force. */
import { and, eq, isNotNull } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { moves } from "./schema/moves.ts";
import { placements } from "./schema/tenants.ts";
import type { Secrets } from "./secrets.ts";

/** `unopened`: tenants whose password no key in force opens. */
export type Resealed = { resealed: number; current: number; unopened: string[] };

type Place = { table: PgTable; key: "sealedPassword" | "fromSealedPassword" | "toSealedPassword" };
/** @internal */
export const SEALED: Place[] = [
  { table: placements, key: "sealedPassword" },
  { table: moves, key: "fromSealedPassword" },
  { table: moves, key: "toSealedPassword" },
];

/**
 * In the caller's transaction; whoever rotates a login meanwhile waits. What does not open is left as it is,
 * and told.
 */
export async function resealAll(
  tx: ControlTx,
  secrets: Secrets,
  { actor }: { actor: Actor },
): Promise<Resealed> {
  const result: Resealed = { resealed: 0, current: 0, unopened: [] };
  for (const place of SEALED) await resealColumn(tx, secrets, place, result);
  const { resealed, current, unopened } = result;
  const detail = { resealed, current, unopened: unopened.length };
  await recordAudit(tx, { actor, action: "secrets.rotate", detail });
  return result;
}

async function resealColumn(tx: ControlTx, secrets: Secrets, { table, key }: Place, result: Resealed) {
  const columns = table as unknown as Record<string, PgColumn>;
  const [sealed, tenantId] = [columns[key] as PgColumn, columns.tenantId as PgColumn];
  const rows = await tx
    .select({ tenantId, sealed })
    .from(table)
    .where(isNotNull(sealed))
    .orderBy(tenantId)
    .for("update");
  for (const row of rows as { tenantId: string; sealed: string }[]) {
    if (secrets.isCurrent(row.sealed)) result.current++;
    else {
      const plain = opened(secrets, row.sealed);
      if (plain === undefined) {
        result.unopened.push(row.tenantId);
        continue;
      }
      const isRow = and(eq(tenantId, row.tenantId), eq(sealed, row.sealed));
      await tx
        .update(table)
        .set({ [key]: secrets.seal(plain) })
        .where(isRow);
      result.resealed++;
    }
  }
}

function opened(secrets: Secrets, sealed: string): string | undefined {
  try {
    return secrets.open(sealed);
  } catch {
    return undefined;
  }
}
