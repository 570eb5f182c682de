/** Invitations: what became of them. */
import {
  type KnownInvitation,
  listKnownInvitations,
  type OrganizationTenant,
} from "#app/db.people.server.ts";
import { PROVIDER_ROLES } from "#app/identity/roles.ts";
import { InvitationData } from "../webhooks/organization-invitation.ts";
import { type Compared, type Data, type Findings, type Lost, readObject } from "./lost.ts";
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
  const add = (raws: object[]) => {
    for (const data of raws.map(readObject).filter(({ id }) => !present.has(id))) {
      present.add(data.id);
      lost.push(...compareOne(data, known.get(data.id), tenant));
    }
  };
  for await (const page of lists.invitations(organizationId)) add(page);
  for (const row of rows.filter(({ id, status }) => status === "pending" && !present.has(id))) {
    const raw = await lists.invitation(organizationId, row.id);
    if (raw) add([raw]);
    else lost.push(gone(row, organizationId, tenant));
  }
  return { seen: present.size, known: rows.length, lost };
}

const TOLD_BY = {
  pending: "created",
  expired: "created",
  accepted: "accepted",
  revoked: "revoked",
} as const;

/** One that ended here stays ended. */
function compareOne(
  data: Data,
  known: KnownInvitation | undefined,
  tenant: OrganizationTenant | undefined,
): Lost[] {
  const said = InvitationData.parse(data).status ?? "pending";
  const isAhead = known?.status === "pending" && said !== "pending" && !isOnlyLate(said, known);
  if (known && !isAhead) return [];
  return [
    {
      object: "invitation",
      change: known ? "changed" : "new",
      id: data.id,
      tenant,
      detail: known ? `${known.status} → ${said}` : said,
      message: { type: `organizationInvitation.${TOLD_BY[said]}`, data },
    },
  ];
}

/** Whose time is over is expired here as well, whether somebody has said so or not. */
const isOnlyLate = (said: string, known: KnownInvitation): boolean =>
  said === "expired" && known.expiresAt.getTime() <= Date.now();

/** The provider has it no more: nobody can follow it. */
function gone(
  { id, email, role, expiresAt }: KnownInvitation,
  organizationId: string,
  tenant: OrganizationTenant | undefined,
): Lost {
  const data = {
    id,
    object: "organization_invitation",
    organization_id: organizationId,
    email_address: email,
    role: PROVIDER_ROLES[role],
    status: "revoked",
    expires_at: expiresAt.getTime(),
  };
  const message = { type: "organizationInvitation.revoked", data };
  return { object: "invitation", change: "gone", id, tenant, detail: "pending", message };
}
