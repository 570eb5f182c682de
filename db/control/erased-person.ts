/** One person of the control plane, to be erased: who they are, and the end of what is known of them here. */
import { eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { PersonUnknown } from "../people-errors.ts";
import { containing } from "../text.ts";
import { notifyAccessChanged } from "./access-changes.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { CONTROL_TABLES } from "./declarations.ts";
import { type ErasedPerson, type ErasedRows, eraseRows } from "./erase-rows.ts";
import { eraseDetails } from "./erased-details.ts";
import { lockOwners } from "./member-changes.ts";
import { endMembershipsOfUser, listTenantIdsOfUser } from "./memberships.ts";
import { getMergedInto } from "./merged-users.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { users } from "./schema/people.ts";
import { staffSessions, staffTickets } from "./schema/staff.ts";
import { tombstones, webhookEvents } from "./schema/webhooks.ts";
import { revokeSessionsByUser } from "./sessions.ts";
import { deleteUser } from "./users.ts";

/** `waiting`: a message of the provider that is not in effect yet; it is emptied once it is. */
export type ControlErasure = Omit<ErasedRows, "became"> & { became: ErasedRows["became"] | "waiting" };

/**
 * By id, also of who is gone already, or by the address of who has signed up: as who they are now, with whom
 * they were made one with. Throws PersonUnknown.
 */
export async function findErased(tx: ControlTx, typed: string): Promise<ErasedPerson> {
  const known = await tx
    .select({ id: users.id })
    .from(users)
    .where(or(eq(users.id, typed), eq(sql`lower(${users.email})`, typed.toLowerCase())))
    .limit(2);
  const gone = await tx
    .select({ id: tombstones.id })
    .from(tombstones)
    .where(sql`${tombstones.kind} = 'user' and ${tombstones.id} = ${typed}`);
  const found = new Set([...known, ...gone].map(({ id }) => id));
  const [only] = found;
  if (only === undefined || found.size > 1) throw new PersonUnknown(typed, found.size);
  const ids = await withFormer(tx, await getMergedInto(tx, only));
  return { ids, addresses: await addressesOf(tx, ids) };
}

/** And all whom somebody made one with them, however many in a row. */
async function withFormer(tx: ControlTx, id: string): Promise<string[]> {
  const all = [id];
  for (const one of all) {
    const former = await tx
      .select({ id: tombstones.id })
      .from(tombstones)
      .where(sql`${tombstones.kind} = 'user' and ${tombstones.mergedInto} = ${one}`);
    all.push(...former.map((row) => row.id).filter((other) => !all.includes(other)));
  }
  return all;
}

async function addressesOf(tx: ControlTx, ids: string[]): Promise<string[]> {
  const rows = await Promise.all([
    tx.select({ email: users.email }).from(users).where(inArray(users.id, ids)),
    tx.select({ email: joinRequests.email }).from(joinRequests).where(inArray(joinRequests.userId, ids)),
    tx.select({ email: staffSessions.email }).from(staffSessions).where(inArray(staffSessions.userId, ids)),
    tx.select({ email: staffTickets.email }).from(staffTickets).where(inArray(staffTickets.userId, ids)),
  ]);
  return [...new Set(rows.flat().map(({ email }) => email))].filter(Boolean);
}

/** What would be erased. */
export const countInControl = async (tx: ControlTx, person: ErasedPerson): Promise<ControlErasure[]> => [
  ...(await eraseRows(tx, CONTROL_TABLES, person, { isDryRun: true })),
  ...(await eraseMessages(tx, person, { isDryRun: true })),
  ...(await eraseDetails(tx, person, { isDryRun: true })),
];

/**
 * In one transaction: signs the person out everywhere, ends what they were a member of, and keeps whatever
 * the provider says of them later from counting. Their rows in tenants' own tables are not reached from here.
 */
export async function eraseInControl(
  tx: ControlTx,
  person: ErasedPerson,
  actor: Actor,
): Promise<ControlErasure[]> {
  const { ids } = person;
  const tenantIds = new Set<string>();
  for (const id of ids) for (const tenantId of await listTenantIdsOfUser(tx, id)) tenantIds.add(tenantId);
  // Owners before people, as everywhere: who waits for each other waits in one order.
  for (const tenantId of [...tenantIds].sort()) await lockOwners(tx, tenantId);
  const erased: ControlErasure[] = await eraseRows(tx, CONTROL_TABLES, person, { isDryRun: true });
  const now = new Date();
  for (const userId of ids.toSorted()) {
    await revokeSessionsByUser(tx, userId);
    await deleteUser(tx, userId, now);
    for (const tenantId of await endMembershipsOfUser(tx, userId, now)) {
      await notifyAccessChanged(tx, { tenantId, userId });
      await recordAudit(tx, { actor, action: "member.end", tenantId, detail: { userId } });
    }
  }
  await eraseRows(tx, CONTROL_TABLES, person, { isDryRun: false });
  erased.push(...(await eraseMessages(tx, person, { isDryRun: false })));
  erased.push(...(await eraseDetails(tx, person, { isDryRun: false })));
  const detail = { userId: ids[0], rows: erased.reduce((sum, { rows }) => sum + rows, 0) };
  await recordAudit(tx, { actor, action: "identity.erase", detail });
  return erased;
}

/** Messages of the provider that speak of the person: those in effect lose what they said. */
async function eraseMessages(
  tx: ControlTx,
  { ids, addresses }: ErasedPerson,
  { isDryRun }: { isDryRun: boolean },
): Promise<ControlErasure[]> {
  const text = sql`lower(${webhookEvents.payload}::text)`;
  const told = [...ids.map((id) => JSON.stringify(id)), ...addresses].map(
    (part) => sql`${text} like ${containing(part.toLowerCase())}`,
  );
  const speaks = sql`(${sql.join(told, sql` or `)})`;
  const isInEffect = isNotNull(webhookEvents.processedAt);
  const count = (state: "deleted" | "emptied" | "waiting", rows: number): ControlErasure[] =>
    rows > 0 ? [{ table: "webhook_events", rows, became: state }] : [];
  const waiting = await tx.$count(webhookEvents, sql`${speaks} and not (${isInEffect})`);
  const emptied = isDryRun
    ? await tx.$count(webhookEvents, sql`${speaks} and ${isInEffect}`)
    : ((
        await tx
          .update(webhookEvents)
          .set({ payload: {}, error: null })
          .where(sql`${speaks} and ${isInEffect}`)
      ).rowCount ?? 0);
  return [...count("emptied", emptied), ...count("waiting", waiting)];
}
