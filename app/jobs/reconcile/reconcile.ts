/**
 * Compares all that the identity provider has with what is known here, and repairs what its messages did not
 * bring. First it looks at everything: a provider that fails half-way leaves nothing half done.
 */
import type { OrganizationTenant } from "#app/db.people.server.ts";
import {
  type Actor,
  type DataTier,
  type ReconcileLine,
  type ReconcileReport,
  RemovalsRefused,
  recordAudit,
} from "#app/db.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { ListOptions } from "#app/identity/provider-lists.ts";
import { findLostInvitations } from "./invitations.ts";
import type { Findings, Lost } from "./lost.ts";
import { findLostMembers } from "./members.ts";
import { findLeft, findLostMemberships } from "./memberships.ts";
import { findLostOrganizations } from "./organizations.ts";
import { inOrder, repair } from "./repair.ts";
import { findLostSessions } from "./sessions.ts";
import { findLostUsers } from "./users.ts";

export type ReconcileOptions = ListOptions & {
  actor?: Actor;
  /** Tells what it would do, and does nothing. */
  isDryRun?: boolean;
  /** Removes also more than `REMOVED_AT_MOST` of a kind. */
  removesMany?: boolean;
};

/**
 * More is refused, unless so many is less than a tenth: it looks like the key of another instance, in which
 * nobody is whom we know. @internal
 */
export const REMOVED_AT_MOST = 20;
const REMOVED_SHARE = 0.1;

const BY_ITSELF: Actor = { kind: "system" };

/** Throws ProviderUnavailable and RemovalsRefused, with nothing done. What fails alone is in the report. */
export async function reconcileIdentity(
  tier: DataTier,
  { actor = BY_ITSELF, isDryRun = false, removesMany = false, ...options }: ReconcileOptions = {},
): Promise<ReconcileReport> {
  const compared = { tier, lists: identity.openLists(options) };
  const user = await findLostUsers(compared);
  const organization = await findLostOrganizations(compared);
  const membership = await findLostMemberships(compared, organization);
  const invitation = await findLostInvitations(compared, organization);
  const session = await findLostSessions(compared);
  const found = { user, organization, membership, invitation, session };
  if (!removesMany)
    for (const [kind, findings] of Object.entries({ user, organization, membership, invitation }))
      refuseTooMany(kind, findings);
  const seen = {
    user: user.seen,
    organization: organization.seen,
    membership: membership.seen,
    invitation: invitation.seen,
    session: session.seen,
  };
  const lines = organization.kept.map(toKeptLine);
  const lost = inOrder(Object.values(found).flatMap((findings) => findings.lost));
  for (const each of lost) lines.push(await toLine(tier, each, isDryRun ? undefined : actor));
  const made = isDryRun ? [] : lost.filter(isMade).map(({ id }) => id);
  if (made.length > 0)
    for (const each of await findLeft(compared, made)) lines.push(await toLine(tier, each, actor));
  const members = await findLostMembers(
    tier,
    [...organization.tenants.values()],
    isDryRun ? undefined : actor,
  );
  lines.push(...members.lines);
  if (!isDryRun && lost.length + members.lines.length > 0) await audit(tier, actor, lines);
  return { isDryRun, seen: { ...seen, members: members.seen }, lines };
}

const isMade = ({ object, change }: Lost): boolean => object === "organization" && change === "new";

const toKeptLine = ({ organizationId, slug }: OrganizationTenant): ReconcileLine => ({
  object: "organization",
  change: "gone",
  id: organizationId,
  tenant: slug,
  detail: "staff brought it back",
  outcome: "kept",
  error: null,
});

/** That it was done; each repair has a row of its own. */
async function audit({ controlDb }: DataTier, actor: Actor, lines: ReconcileLine[]): Promise<void> {
  const count = (wanted: ReconcileLine["outcome"]) =>
    lines.filter(({ outcome }) => outcome === wanted).length;
  const detail = { repaired: count("repaired"), failed: count("failed"), kept: count("kept") };
  await controlDb.write((tx) => recordAudit(tx, { actor, action: "identity.reconcile", detail }));
}

/** An instance without any of these is another one, however few we know. */
const MUST_BE_THERE = new Set(["user", "organization"]);

function refuseTooMany(kind: string, { seen, known, lost }: Findings): void {
  const gone = lost.filter(({ change }) => change === "gone").length;
  const isEmpty = seen === 0 && MUST_BE_THERE.has(kind);
  if (gone > Math.max(REMOVED_AT_MOST, known * REMOVED_SHARE) || (isEmpty && gone > 0))
    throw new RemovalsRefused(kind, gone, known);
}

/** Without an actor nothing is repaired. */
async function toLine(tier: DataTier, lost: Lost, actor: Actor | undefined): Promise<ReconcileLine> {
  const { object, change, id, tenant, detail } = lost;
  const made = actor ? await repair(tier, lost, actor) : { outcome: "found" as const, error: null };
  return { object, change, id, tenant: tenant?.slug ?? null, detail: detail ?? null, ...made };
}
