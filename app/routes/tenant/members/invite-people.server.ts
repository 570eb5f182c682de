/** From addresses to invitations, with an answer for each line. */
import { listInvitedKeys, listMemberEmails, upsertInvitation } from "#app/db.people.server.ts";
import { type Role, recordAudit, type TenantDb } from "#app/db.server.ts";
import { emailKey } from "#app/db.shared.ts";
import { identity } from "#app/identity/identity.server.ts";
import { ProviderUnavailable } from "#app/identity/provider-errors.ts";
import type { Invited } from "#app/identity/provider-invitations.ts";
import type { Address } from "./parse-addresses.ts";
import { type Inviter, organizationOf } from "./require-inviter.server.ts";

/** What became of one line. `notSent`: the provider stopped answering half-way. */
export type Outcome = Invited["outcome"] | "notSent";
export type Answer = { typed: string; outcome: Outcome };

/**
 * Invites whoever is neither in the workspace nor invited already, in whatever capitals they are typed. What
 * the provider took is written and audited call by call: a failure later takes nothing back. Throws
 * RoleNotOffered, or ProviderUnavailable where nothing was sent at all.
 */
export async function invitePeople(
  inviter: Inviter,
  db: TenantDb,
  { emails: addresses, role }: { emails: Address[]; role: Role },
): Promise<Answer[]> {
  const keys = [...new Set(addresses.flatMap(({ email }) => (email ? [emailKey(email)] : [])))];
  const known = await findKnown(inviter, db, keys);
  const fresh = new Map<string, string>();
  for (const { email } of addresses) {
    const key = email && emailKey(email);
    if (key && !known.has(key) && !fresh.has(key)) fresh.set(key, email);
  }
  const told = await inviteInTurn(inviter, [...fresh.values()], role);
  const answered = new Set<string>();
  return addresses.map(({ typed, email }) => {
    if (!email) return { typed, outcome: "malformed" };
    const key = emailKey(email);
    const outcome = known.get(key) ?? told.get(key) ?? "notSent";
    // Whoever stands here twice is invited by the first line.
    const isRepeated = outcome === "invited" && answered.has(key);
    answered.add(key);
    return { typed, outcome: isRepeated ? "alreadyInvited" : outcome };
  });
}

async function findKnown({ control, tenant }: Inviter, db: TenantDb, keys: string[]) {
  const [members, invited] = await Promise.all([
    db.read((tx) => listMemberEmails(tx, keys)),
    control.read((tx) => listInvitedKeys(tx, { tenantId: tenant.id, emailKeys: keys })),
  ]);
  const known = new Map<string, Outcome>(invited.map((key) => [key, "alreadyInvited"]));
  for (const email of members) known.set(emailKey(email), "alreadyMember");
  return known;
}

/** Call by call, so that what was done is known when one fails. */
async function inviteInTurn(inviter: Inviter, emails: string[], role: Role): Promise<Map<string, Outcome>> {
  const organizationId = organizationOf(inviter);
  const { atOnce, invite } = identity.invitations;
  const told = new Map<string, Outcome>();
  for (let at = 0; at < emails.length; at += atOnce) {
    const some = emails.slice(at, at + atOnce);
    try {
      const made = await invite({ organizationId, inviterId: inviter.member.id, emails: some, role });
      await record(inviter, made);
      for (const { email, outcome } of made) told.set(emailKey(email), outcome);
    } catch (error) {
      if (!(error instanceof ProviderUnavailable) || told.size === 0) throw error;
      break;
    }
  }
  if ([...told.values()].includes("alreadyInvited")) await heal(inviter, organizationId);
  return told;
}

async function record({ control, tenant, actor }: Inviter, made: Invited[]): Promise<void> {
  await control.write(async (tx) => {
    for (const one of made) {
      if (one.outcome !== "invited") continue;
      const { invitation } = one;
      await upsertInvitation(tx, { ...invitation, tenantId: tenant.id });
      const detail = { invitation: invitation.id, role: invitation.role };
      await recordAudit(tx, { actor, action: "invitation.create", tenantId: tenant.id, detail });
    }
  });
}

/** The provider knows of an invitation that we do not: the list shall show it. */
async function heal({ control, tenant }: Inviter, organizationId: string): Promise<void> {
  try {
    const pending = await identity.invitations.listPending(organizationId);
    await control.write(async (tx) => {
      for (const invitation of pending) await upsertInvitation(tx, { ...invitation, tenantId: tenant.id });
    });
  } catch (error) {
    // What was asked for is done; its messages tell the rest.
    if (!(error instanceof ProviderUnavailable)) throw error;
  }
}
