/**
 * How every process hears that what it knows of a person in a tenant is old. Of sessions and memberships the
 * database tells by itself, whoever changes them; of a tenant's own `members` its writer tells afterwards.
 */
import { sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";

export type AccessKey = { tenantId: string; userId: string };

/** Names nobody: what is told of it is about everybody in the tenant. */
export const everybodyIn = (tenantId: string): AccessKey => ({ tenantId, userId: "" });

/** The channel; the migration `access_changes` names it too. */
export const ACCESS_CHANNEL = "tenantry_access";

/** As much of a person's id as is told, in characters: a notice has a bounded size. */
export const TOLD_CHARACTERS = 200;

/** What is said on the channel. */
export const accessTag = ({ tenantId, userId }: AccessKey): string =>
  `${tenantId} ${Array.from(userId).slice(0, TOLD_CHARACTERS).join("")}`;

export function readAccessTag(tag: string): AccessKey {
  const [tenantId = "", ...rest] = tag.split(" ");
  return { tenantId, userId: rest.join(" ") };
}

/** Told to all processes when the transaction commits. */
export async function notifyAccessChanged(tx: ControlTx, key: AccessKey): Promise<void> {
  await tx.execute(sql`select pg_notify(${ACCESS_CHANNEL}, ${accessTag(key)})`);
}
