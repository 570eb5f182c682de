/** Invitations: what became of them. */
import {
  type KnownInvitation,
  listKnownInvitations,
  type OrganizationTenant,
} from "#app/db.people.server.ts";
import type { ProviderInvitation } from "#app/identity/identity-event.ts";
import type { Listed } from "#app/identity/provider-lists.ts";
import type { Compared, Findings, Lost } from "./lost.ts";
import type { Organizations } from "./organizations.ts";

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
  const add = (listed: Listed<ProviderInvitation>[]) => {
    for (const one of listed.filter(({ object }) => !present.has(object.id))) {
      present.add(one.object.id);
      lost.push(...compareOne(one, known.get(one.object.id), tenant));
    }
  };
  for await (const page of lists.invitations(organizationId)) add(page);
  for (const row of rows.filter(({ id, status }) => status === "pending" && !present.has(id))) {
    const said = await lists.invitation(organizationId, row.id);
    if (said) {
      add([said]);
      continue;
    }
    const message = lists.gone.invitation(organizationId, row);
    lost.push({ object: "invitation", change: "gone", id: row.id, tenant, detail: "pending", message });
  }
  return { seen: present.size, known: rows.length, lost };
}

/** One that ended here stays ended. */
function compareOne(
  { object: { id, status: said, expiresAt }, message }: Listed<ProviderInvitation>,
  known: KnownInvitation | undefined,
  tenant: OrganizationTenant | undefined,
): Lost[] {
  const isAhead = known?.status === "pending" && said !== "pending" && !isOnlyLate(said, known);
  if (known && !isAhead) return [];
  // What is over and not here is kept no longer than the rest of its kind: it is not brought back.
  if (!known && (said !== "pending" || expiresAt.getTime() <= Date.now())) return [];
  const detail = known ? `${known.status} → ${said}` : said;
  return [{ object: "invitation", change: known ? "changed" : "new", id, tenant, detail, message }];
}

/** Whose time is over is expired here as well, whether somebody has said so or not. */
const isOnlyLate = (said: string, known: KnownInvitation): boolean =>
  said === "expired" && known.expiresAt.getTime() <= Date.now();
