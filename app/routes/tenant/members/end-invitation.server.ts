/** Taking an invitation back, and sending it again. */
import { data } from "react-router";
import { getInvitation, type Invitation, upsertInvitation } from "#app/db.people.server.ts";
import { recordAudit } from "#app/db.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { ProviderInvitation } from "#app/identity/identity-event.ts";
import { ProviderUnavailable } from "#app/identity/provider-errors.ts";
import { type Inviter, organizationOf, requireInvitable } from "./require-inviter.server.ts";

/** One that waits, or waited too long: 404 where there is none, 409 where it is decided. */
async function requireOpen(inviter: Inviter, id: string): Promise<Invitation> {
  const { control, tenant } = inviter;
  const found = requireFound(await control.read((tx) => getInvitation(tx, { tenantId: tenant.id, id })));
  requireInvitable(inviter, found.role);
  if (found.status === "accepted" || found.status === "revoked") throw conflict();
  return found;
}

const conflict = () => data(null, { status: 409 });

/** How it stands once nobody can follow it any more. Throws 409 where somebody has. */
async function closed(inviter: Inviter, found: Invitation): Promise<ProviderInvitation> {
  const key = { organizationId: organizationOf(inviter), invitationId: found.id };
  const revoked = await identity.invitations.revoke({ ...key, revokerId: inviter.member.id });
  if (revoked) return revoked;
  const now = await identity.invitations.fetch(key);
  if (now?.status === "accepted") {
    await inviter.control.write((tx) => upsertInvitation(tx, { ...now, tenantId: inviter.tenant.id }));
    throw conflict();
  }
  const { inviterId: _, ...ended } = found;
  return { ...ended, status: "revoked", sourceUpdatedAt: new Date() };
}

/** Answers the address. */
export async function takeBack(inviter: Inviter, id: string): Promise<string> {
  const found = await requireOpen(inviter, id);
  const { control, tenant, actor } = inviter;
  const ended = await closed(inviter, found);
  await control.write(async (tx) => {
    await upsertInvitation(tx, { ...ended, tenantId: tenant.id });
    const detail = { invitation: id, role: found.role };
    await recordAudit(tx, { actor, action: "invitation.revoke", tenantId: tenant.id, detail });
  });
  return found.email;
}

/** `notNeeded`: the address is in, or invited anew already. `lost`: only the old one has ended. */
type SentAgain = { email: string; outcome: "resent" | "notNeeded" | "lost" };

/** A new invitation in place of the old, whose link ends. */
export async function sendAgain(inviter: Inviter, id: string): Promise<SentAgain> {
  const found = await requireOpen(inviter, id);
  const { control, tenant, actor, member } = inviter;
  const { email, role } = found;
  const ended = await closed(inviter, found);
  await control.write((tx) => upsertInvitation(tx, { ...ended, tenantId: tenant.id }));
  const asked = { organizationId: organizationOf(inviter), inviterId: member.id, emails: [email], role };
  const made = await identity.invitations.invite(asked).catch((error: unknown) => {
    if (error instanceof ProviderUnavailable) return undefined;
    throw error;
  });
  if (!made) return { email, outcome: "lost" };
  const [one] = made;
  if (one?.outcome !== "invited") return { email, outcome: "notNeeded" };
  const { invitation } = one;
  await control.write(async (tx) => {
    await upsertInvitation(tx, { ...invitation, tenantId: tenant.id });
    const detail = { invitation: invitation.id, insteadOf: id, role };
    await recordAudit(tx, { actor, action: "invitation.resend", tenantId: tenant.id, detail });
  });
  return { email, outcome: "resent" };
}
