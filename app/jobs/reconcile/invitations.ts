/** Invitations: what became of them. */
import {
  type KnownInvitation,
  listKnownInvitations,
  type OrganizationTenant,
} from "#app/db.people.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { Listed } from "#app/identity/identity-provider.ts";
import type { Compared, Findings, Lost } from "./lost.ts";
import type { Organizations } from "./organizations.ts";

type Said = Listed<"invitationChanged">;
const idOf = ({ event }: Said): string => event.invitation.id;

export async function findLostInvitations(
  compared: Compared,
  { tenants, present }: Organizations,
): Promise<Findings> {
  const all: Findings = { seen: 0, known: 0, lost: [] };
  for (const organizationId of present) {
    const { seen, known, lost } = await findInOne(compared, organizationId, tenants.get(organizationId));
    all.seen += seen;
    all.known += known;
    all.lost.push(...lost);
  }
  return all;
}

async function findInOne(
  { tier, lists }: Compared,
  organizationId: string,
  tenant: OrganizationTenant | undefined,
): Promise<Findings> {
  const rows = tenant ? await tier.controlDb.read((tx) => listKnownInvitations(tx, tenant.tenantId)) : [];
  const known = new Map(rows.map((row) => [row.id, row]));
  const present = new Set<string>();
  const lost: Lost[] = [];
  const add = (said: Said[]) => {
    for (const one of said.filter((each) => !present.has(idOf(each)))) {
      present.add(idOf(one));
      lost.push(...compareOne(one, known.get(idOf(one)), tenant));
    }
  };
  for await (const page of lists.invitations(organizationId)) add(page);
  for (const row of rows.filter(({ id, status }) => status === "pending" && !present.has(id))) {
    const said = await lists.invitation(organizationId, row.id);
    if (said) add([said]);
    else lost.push(gone(row, organizationId, tenant));
  }
  return { seen: present.size, known: rows.length, lost };
}

/** One that ended here stays ended. */
function compareOne(
  { event, message }: Said,
  known: KnownInvitation | undefined,
  tenant: OrganizationTenant | undefined,
): Lost[] {
  const { id, status: said } = event.invitation;
  const isAhead = known?.status === "pending" && said !== "pending" && !isOnlyLate(said, known);
  if (known && !isAhead) return [];
  const detail = known ? `${known.status} → ${said}` : said;
  return [{ object: "invitation", change: known ? "changed" : "new", id, tenant, detail, message }];
}

/** Whose time is over is expired here as well, whether somebody has said so or not. */
const isOnlyLate = (said: string, known: KnownInvitation): boolean =>
  said === "expired" && known.expiresAt.getTime() <= Date.now();

/** The provider has it no more: nobody can follow it. */
const gone = (
  known: KnownInvitation,
  organizationId: string,
  tenant: OrganizationTenant | undefined,
): Lost => ({
  object: "invitation",
  change: "gone",
  id: known.id,
  tenant,
  detail: "pending",
  message: identity.farewells.invitation(known, organizationId),
});
