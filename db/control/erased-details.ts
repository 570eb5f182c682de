/** Somebody's mail address in what others wrote into the audit log: a reason, mostly. The rest stays. */
import { and, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import { ERASED_DOMAIN } from "../declaration.ts";
import type { ControlTx } from "./control-db.ts";
import type { ErasedPerson, ErasedRows } from "./erase-rows.ts";
import { auditLog } from "./schema/audit.ts";
import { users } from "./schema/people.ts";

/** The database allows no other in its place. */
const MADE_UP = `erased@${ERASED_DOMAIN}`;

/** Once the person is erased. An address that is somebody else's by now stays: the database insists on it. */
export async function eraseDetails(
  tx: ControlTx,
  person: ErasedPerson,
  { isDryRun }: { isDryRun: boolean },
): Promise<ErasedRows[]> {
  const addresses = await withoutOthers(tx, person);
  if (addresses.length === 0) return [];
  const text = sql`${auditLog.detail}::text`;
  const anyOf = wholeAddress(addresses);
  const has = sql`${text} ~* ${anyOf}`;
  const rows = isDryRun ? await tx.$count(auditLog, has) : await replace(tx, { text, anyOf, has });
  return rows > 0 ? [{ table: "audit_log.detail", rows, became: "emptied" }] : [];
}

async function withoutOthers(tx: ControlTx, { ids, addresses }: ErasedPerson): Promise<string[]> {
  const known = sql`lower(${users.email})`;
  const lower = addresses.map((address) => address.toLowerCase());
  const rows = await tx
    .select({ email: sql<string>`${known}` })
    .from(users)
    .where(and(inArray(known, lower), notInArray(users.id, ids)));
  const others = new Set(rows.map(({ email }) => email));
  return addresses.filter((address) => !others.has(address.toLowerCase()));
}

async function replace(tx: ControlTx, { text, anyOf, has }: Record<"text" | "has", SQL> & { anyOf: string }) {
  const detail = sql`regexp_replace(${text}, ${anyOf}, ${MADE_UP}, 'gi')::jsonb`;
  return (await tx.update(auditLog).set({ detail }).where(has)).rowCount ?? 0;
}

/** Not where it is only a part of somebody else's. */
const wholeAddress = (addresses: string[]): string =>
  `(?<![[:alnum:]._%+-])(?:${addresses.map(literal).join("|")})(?![[:alnum:]-]|[.][[:alnum:]])`;

/** As JSON has it, and no character of it an operator. */
const literal = (address: string): string =>
  JSON.stringify(address)
    .slice(1, -1)
    .replaceAll(/[^\p{L}\p{N}@]/gu, String.raw`\$&`);
