/**
 * The demo: three workspaces with a person in each role, somebody who is in all of them, some projects and
 * what people are told of them, and a staff person. Only on the embedded server.
 */
import { sql } from "drizzle-orm";
import type { ControlTx } from "./control/control-db.ts";
import { upsertMembership } from "./control/memberships.ts";
import { updateTenant } from "./control/tenant-changes.ts";
import { countTenants } from "./control/tenants.ts";
import { enqueueRecount } from "./control/unread.ts";
import { BEFORE_ANY_SOURCE, upsertUser } from "./control/users.ts";
import type { DataTier } from "./data-tier.ts";
import { DEMO_STAFF, DEMO_WORKSPACES, type DemoPerson, type DemoWorkspace } from "./demo.ts";
import { provisionTenant } from "./lifecycle/provision.ts";
import { ensureLocalMembership, ensureLocalOrganization } from "./local-identity/organizations.ts";
import { ensureLocalUser } from "./local-identity/users.ts";
import type { TenantTx } from "./routing/tenant-db.ts";
import { upsertMember } from "./tenant/members.ts";
import { createProject, updateProject } from "./tenant/projects.ts";

/**
 * Seeds once: nothing happens where a tenant exists. A kill in between leaves a seed that the next start
 * finishes.
 */
export async function seedDemo(
  tier: DataTier,
  onProgress: (message: string) => void,
): Promise<{ seeded: boolean }> {
  const finished = await tier.controlDb.read(isSeeded);
  if (finished) return { seeded: false };
  onProgress("Making the demo workspaces");
  await tier.controlDb.write((tx) => addUser(tx, DEMO_STAFF));
  for (const workspace of DEMO_WORKSPACES) await seedWorkspace(tier, workspace);
  return { seeded: true };
}

async function isSeeded(tx: ControlTx): Promise<boolean> {
  const last = DEMO_WORKSPACES.at(-1)?.organizationId;
  const { rows } = await tx.execute<{ others: boolean; last: boolean }>(
    sql`select exists (select from control.tenants where organization_id = ${last} and status = 'active') as last,
               exists (select from control.tenants where organization_id not like 'org_demo_%') as others`,
  );
  const row = rows[0];
  return Boolean(row?.last || row?.others) && (await countTenants(tx)) > 0;
}

async function addUser(tx: ControlTx, person: DemoPerson): Promise<void> {
  const { role: _role, ...user } = person;
  await ensureLocalUser(tx, user);
  await upsertUser(tx, { ...user, avatarUrl: null, sourceUpdatedAt: BEFORE_ANY_SOURCE });
}

async function seedWorkspace(tier: DataTier, workspace: DemoWorkspace): Promise<void> {
  const { organizationId, slug, name, plan, people: own, guest } = workspace;
  const owner = own[0];
  const people = guest ? [...own, guest] : own;
  await tier.controlDb.write(async (tx) => {
    for (const person of people) await addUser(tx, person);
    await ensureLocalOrganization(tx, { id: organizationId, slug, name, createdBy: owner.id, plan });
    for (const { id, role } of people) {
      await ensureLocalMembership(tx, { organizationId, userId: id, role: `org:${role}` });
    }
  });
  const tenant = await provisionTenant(tier, {
    organizationId,
    slug,
    name,
    plan,
    owner: { ...owner, avatarUrl: null },
  });
  await tier.controlDb.write(async (tx) => {
    for (const { id, role } of people) {
      await upsertMembership(tx, {
        tenantId: tenant.id,
        userId: id,
        role,
        sourceUpdatedAt: BEFORE_ANY_SOURCE,
      });
    }
    await updateTenant(tx, tenant.id, { settings: { hue: workspace.hue } });
  });
  const told = await tier.tenantRouter.connect(tenant).write((tx) => fill(tx, workspace, people));
  await tier.controlDb.write(async (tx) => {
    for (const userId of told) await enqueueRecount(tx, { tenantId: tenant.id, userId });
  });
}

/** Answers the ids of who was told of something. */
async function fill(
  tx: TenantTx,
  { guest, projects }: DemoWorkspace,
  people: DemoPerson[],
): Promise<string[]> {
  for (const person of people) await upsertMember(tx, { ...person, avatarUrl: null });
  const told: string[] = [];
  for (const { by, changedBy, ...project } of projects) {
    const input = { ...project, categoryIds: [] };
    const creator = by === "guest" ? guest : people.find(({ role }) => role === by);
    if (!creator) throw new Error(`Nobody makes the demo's project ${project.name}.`);
    const { id } = await createProject(tx, { id: creator.id }, input);
    const changer = people.find(({ role }) => role === changedBy);
    if (!changer) continue;
    await updateProject(tx, { all: true }, { id: changer.id }, id, input);
    told.push(creator.id);
  }
  return told;
}
