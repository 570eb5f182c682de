/**
 * A workspace with somebody in each role and projects of several people, and its pages as each of them gets
 * them.
 */
import { randomUUID } from "node:crypto";
import { RouterContextProvider } from "react-router";
import {
  dataTierContext,
  type Member,
  memberContext,
  requestContext,
  sessionContext,
  type TenantSession,
  tenantContext,
  tenantControlContext,
  tenantDbContext,
} from "#app/context.ts";
import { upsertMember, upsertMembership, upsertUser } from "#app/db.people.server.ts";
import type { Role, Tenant, TenantDb } from "#app/db.server.ts";
import { createProject, type Project } from "#app/db.tenant.server.ts";
import type { DataTier } from "#db/data-tier.ts";
import type { PlacementKind } from "#db/routing/placement.ts";
import { testTenant } from "#db/testing/scratch.ts";

export type Workspace = {
  tier: DataTier;
  tenant: Tenant;
  db: TenantDb;
  people: Record<Role | "other", Member>;
  /** Of the other member: nobody's business but theirs and the owners'. */
  secret: Project;
  /** Of the other member, for all to see. */
  open: Project;
  /** Of the member. */
  own: Project;
};

export async function makeWorkspace(tier: DataTier, kind: PlacementKind = "schema"): Promise<Workspace> {
  const tenant = await testTenant(tier, { kind });
  const db = tier.tenantRouter.connect(tenant);
  const join = async (role: Role): Promise<Member> => {
    const id = `user_${randomUUID()}`;
    const member = { id, email: `${id}@example.com`, firstName: role, lastName: null, avatarUrl: null, role };
    await db.write((tx) => upsertMember(tx, member));
    const sourceUpdatedAt = new Date();
    await tier.controlDb.write(async (tx) => {
      await upsertUser(tx, {
        id,
        email: member.email,
        firstName: role,
        lastName: null,
        avatarUrl: null,
        sourceUpdatedAt,
      });
      await upsertMembership(tx, { tenantId: tenant.id, userId: id, role, sourceUpdatedAt });
    });
    return member;
  };
  const people = {
    owner: await join("owner"),
    admin: await join("admin"),
    member: await join("member"),
    viewer: await join("viewer"),
    other: await join("member"),
  };
  const make = (by: Member, name: string, isPublic: boolean) =>
    db.write((tx) =>
      createProject(tx, by, { name, description: "", status: "active", isPublic, categoryIds: [] }),
    );
  return {
    tier,
    tenant,
    db,
    people,
    secret: await make(people.other, "Secret plan", false),
    open: await make(people.other, "Open plan", true),
    own: await make(people.member, "Own plan", false),
  };
}

/** The same workspace, as its pages find it while it is read-only. */
export function asReadOnly(at: Workspace): Workspace {
  const facts = { readOnlySince: new Date(), readOnlyUntil: null, readOnlyNotice: "We move." };
  const tenant: Tenant = { ...at.tenant, status: "read-only", ...facts };
  return { ...at, tenant, db: at.tier.tenantRouter.connect(tenant) };
}

type Asked = {
  path?: string;
  form?: Record<string, string> | [string, string][];
  params?: Record<string, string>;
  db?: TenantDb;
  /** Of the session that asks; left out: signed in just now, without a second factor. */
  session?: Partial<TenantSession>;
};

/** What a loader or an action of a page is given, where this person asks. */
export function asked(
  { tier, tenant, db }: Workspace,
  member: Member,
  { path = "/", form, params = {}, session, ...other }: Asked = {},
) {
  const context = new RouterContextProvider();
  context.set(dataTierContext, tier);
  context.set(tenantContext, tenant);
  context.set(tenantDbContext, other.db ?? db);
  context.set(tenantControlContext, tier.controlDb.forTenant(tenant.id));
  context.set(memberContext, member);
  const facts = { idHash: "", userId: member.id, sourceSessionId: "", isMember: true };
  const proof = { provedAt: new Date(), hasSecondFactor: false, companyDomain: null };
  context.set(sessionContext, { ...facts, ...proof, ...session });
  const hostname = `${tenant.slug}.app.localhost`;
  const match = { area: "tenant" as const, hostname, slug: tenant.slug };
  const origin = `http://${hostname}:3000`;
  context.set(requestContext, { id: "1", area: "tenant", hostname, origin, ip: "::1", match, sender: null });
  const url = new URL(path, `http://${tenant.slug}.app.localhost:3000`);
  const request = new Request(url, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  return { request, context, url, params, pattern: "/" } as never;
}

/** The status of what is thrown; undefined where nothing is. */
export async function refusalOf(work: () => Promise<unknown>): Promise<number | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    return thrown instanceof Response ? thrown.status : (thrown as { init: { status: number } }).init.status;
  }
}

/** What became of it: the status of the answer, be it given or thrown. */
export async function statusOf(work: () => Promise<unknown>): Promise<number | undefined> {
  try {
    const answer = await work();
    return answer instanceof Response ? answer.status : (answer as { init: ResponseInit }).init.status;
  } catch (thrown) {
    if (thrown instanceof Error) return (thrown as { status?: number }).status;
    return thrown instanceof Response ? thrown.status : (thrown as { init: { status: number } }).init.status;
  }
}
