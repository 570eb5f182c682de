import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { grantMembership } from "../cluster/roles.ts";
import type { DataTier } from "../data-tier.ts";
import {
  AccessRefused,
  PlacementUnavailable,
  RoleRefused,
  TransactionClosed,
  TransactionRolledBack,
} from "../errors.ts";
import { newId } from "../id.ts";
import { giveBirth } from "../lifecycle/birth.ts";
import { listProjects } from "../tenant/project-list.ts";
import { createProject, getProject } from "../tenant/projects.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { registryBehind } from "./connections.ts";
import { createConnectionRegistry } from "./create-connection-registry.ts";
import { type PlacementKind, tenantIdentifier } from "./placement.ts";
import type { Tenant } from "./tenant.ts";
import type { TenantTx } from "./tenant-db.ts";
import { runTransaction } from "./transaction.ts";

let tier: DataTier;
const owner = testOwner();
const input = { name: "Anvils", description: "", status: "active" as const, isPublic: true, categoryIds: [] };
const all = { all: true } as const;

beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

/** One that holds nothing yet. */
const openRegistry = () =>
  createConnectionRegistry({
    openSecret: tier.secrets.open,
    pipelines: tier.pipelines,
    resolveCluster: async () => ({ url: tier.urls.url }),
  });

const who = async (tx: TenantTx) => {
  const { rows } = await tx.execute<{ role: string; schema: string }>(
    sql`select current_user as role, current_schema() as schema`,
  );
  return rows[0];
};

forEachPlacement((kind) => {
  let tenant: Tenant;
  let neighbour: Tenant;
  beforeAll(async () => {
    tenant = await testTenant(tier, { kind, owner });
    neighbour = await testTenant(tier, { kind: "schema", owner });
  });

  test("a transaction runs as the tenant's role, in the tenant's schema", async () => {
    const db = tier.tenantRouter.connect(tenant);
    const { role, schema } = tenant.placement;
    expect(await db.read(who)).toEqual({ role, schema });
    expect(await db.write(who)).toEqual({ role, schema });
  });

  test("what is written is read back, by this tenant alone", async () => {
    const mine = tier.tenantRouter.connect(tenant);
    const theirs = tier.tenantRouter.connect(neighbour);
    const project = await mine.write((tx) => createProject(tx, owner, input));
    expect(await mine.read((tx) => getProject(tx, all, project.id))).toMatchObject({ name: "Anvils" });
    // Threat: another tenant's id, tried on a hostname of one's own.
    expect(await theirs.read((tx) => getProject(tx, all, project.id))).toBeUndefined();
    expect((await theirs.read((tx) => listProjects(tx, all, { limit: 10 }))).items).toEqual([]);
  });

  test("a neighbour's table is refused by the database itself", async () => {
    // Threat: an injected or careless query that names another schema.
    const table = sql.raw(`"${neighbour.placement.schema}"."projects"`);
    for (const statement of [sql`select * from ${table}`, sql`delete from ${table}`]) {
      const attempt = tier.tenantRouter.connect(tenant).write((tx) => tx.execute(statement));
      const refusal = await attempt.then(
        () => "done",
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(Error);
      if (kind === "schema") expect(refusal).toBeInstanceOf(AccessRefused);
    }
  });

  test("a tenant's role cannot create, nor become another role from inside an expression", async () => {
    const db = tier.tenantRouter.connect(tenant);
    const refused = [
      sql`create table intruder (id int)`,
      sql`create temporary table intruder (id int)`,
      sql`select set_config('role', ${neighbour.placement.role}, false)`,
      sql`update pg_settings set setting = ${neighbour.placement.role} where name = 'role'`,
      sql`update _migrations set checksum = ''`,
      sql`delete from activity`,
    ];
    for (const statement of refused) {
      await expect(db.write((tx) => tx.execute(statement))).rejects.toBeInstanceOf(AccessRefused);
    }
  });

  test("a table that a later migration adds is the tenant's too, and no neighbour's", async () => {
    const { schema, database } = tenant.placement;
    const add = `CREATE TABLE "${schema}".added_later (id int primary key)`;
    await withAdmin(tier.urls.adminUrl, (client) => client.query(add), { database });
    await tier.tenantRouter
      .connect(tenant)
      .write((tx) => tx.execute(sql`insert into added_later values (1)`));
    const peek = sql.raw(`select * from "${schema}".added_later`);
    await expect(tier.tenantRouter.connect(neighbour).read((tx) => tx.execute(peek))).rejects.toThrow();
  });

  test("a read cannot write", async () => {
    const db = tier.tenantRouter.connect(tenant);
    await expect(db.read((tx) => createProject(tx, owner, input))).rejects.toThrow();
  });

  test("a thrown error rolls back, and the connection serves the next", async () => {
    const db = tier.tenantRouter.connect(tenant);
    const before = await db.read((tx) => listProjects(tx, all, { limit: 100 }));
    const attempt = db.write(async (tx) => {
      await createProject(tx, owner, input);
      throw new Error("changed my mind");
    });
    await expect(attempt).rejects.toThrow("changed my mind");
    expect(await db.read((tx) => listProjects(tx, all, { limit: 100 }))).toEqual(before);
  });

  test("a COMMIT that answers ROLLBACK is an error", async () => {
    const db = tier.tenantRouter.connect(tenant);
    const attempt = db.write(async (tx) => {
      await tx.execute(sql`select 1/0`).catch(() => {});
      return "fine";
    });
    await expect(attempt).rejects.toBeInstanceOf(TransactionRolledBack);
  });

  test("a query after the transaction's end is refused", async () => {
    // Threat: a handle kept beyond its work reaches the next user of the connection.
    let kept: TenantTx | undefined;
    await tier.tenantRouter.connect(tenant).read(async (tx) => {
      kept = tx;
    });
    const late = kept as TenantTx;
    const error = await late.execute(sql`select 1`).then(
      () => undefined,
      (e: Error) => e.cause ?? e,
    );
    expect(error).toBeInstanceOf(TransactionClosed);
  });

  test("provisioning the same organization again answers the same tenant", async () => {
    const { organizationId, name } = tenant;
    const { provisionTenant } = await import("../lifecycle/provision.ts");
    const again = await provisionTenant(tier, {
      organizationId: organizationId ?? "",
      slug: "other",
      name,
      owner,
    });
    expect(again.id).toBe(tenant.id);
    expect(again.slug).toBe(tenant.slug);
  });
});

describe("the app's login", () => {
  test("owns nothing, is granted nothing and inherits nothing: without the prelude it is refused", async () => {
    // Threat: a query that escapes its transaction.
    const tenant = await testTenant(tier);
    const client = new pg.Client({ connectionString: tier.urls.url });
    await client.connect();
    const query = client.query(`select * from "${tenant.placement.schema}"."projects"`);
    await expect(query).rejects.toMatchObject({ code: "42501" });
    await expect(client.query("select * from control.tenants")).rejects.toMatchObject({ code: "42501" });
    await client.end();
  });

  test("a connection is after a transaction what it was before, whether it succeeded or failed", async () => {
    const { placement } = await testTenant(tier);
    const { role } = placement;
    const run = async (readOnly: boolean, work: (tx: TenantTx) => Promise<unknown>) => {
      const lease = await registryBehind(tier.connections).acquire(placement);
      await runTransaction({ ...lease, release: () => {} }, { readOnly, role }, work).catch(() => {});
      const { rows } = await lease.client.query(
        "SELECT current_user AS role, now() = statement_timestamp() AS free",
      );
      lease.release();
      return rows[0];
    };
    const clean = { role: "tenantry_app", free: true };
    for (const readOnly of [true, false]) {
      expect(await run(readOnly, who)).toEqual(clean);
      expect(await run(readOnly, (tx) => tx.execute(sql`select 1/0`))).toEqual(clean);
    }
  });

  test("is a member of tenants' roles without inheriting from them, even where it was made to inherit", async () => {
    const login = `heir_${newId().slice(-12)}`;
    const [born, granted] = [tenantIdentifier(newId()), tenantIdentifier(newId())];
    const memberships = await withAdmin(tier.urls.adminUrl, async (client) => {
      await client.query(`CREATE ROLE ${login} INHERIT; CREATE ROLE ${granted} NOLOGIN`);
      await giveBirth({ adminUrl: tier.urls.adminUrl, login, newborns: [{ schema: born }] });
      await grantMembership(client, granted, login);
      return client.query(
        `SELECT roleid::regrole::text AS role, inherit_option, admin_option FROM pg_auth_members
         WHERE member = $1::regrole ORDER BY 1`,
        [login],
      );
    });
    const plain = { inherit_option: false, admin_option: false };
    expect(memberships.rows).toEqual([born, granted].sort().map((role) => ({ role, ...plain })));
  });

  test("a connection that was tainted with another role serves the right tenant next", async () => {
    const [tenant, other] = [await testTenant(tier), await testTenant(tier)];
    const lease = await registryBehind(tier.connections).acquire(other.placement);
    await lease.client.query(`SET ROLE "${other.placement.role}"`);
    lease.release();
    const seen = await Promise.all(
      Array.from({ length: 30 }, () => tier.tenantRouter.connect(tenant).read(who)),
    );
    expect(new Set(seen.map((row) => row?.role))).toEqual(new Set([tenant.placement.role]));
  });
});

describe("a placement that does not hold", () => {
  test("because its role was taken from the login answers RoleRefused, and heals with the grant", async () => {
    const tenant = await testTenant(tier);
    const { role } = tenant.placement;
    const admin = (statement: string) => withAdmin(tier.urls.adminUrl, (client) => client.query(statement));
    const db = tier.tenantRouter.connect(tenant);
    expect((await db.read(who))?.role).toBe(role);
    await admin(`REVOKE "${role}" FROM tenantry_app`);
    await expect(db.read(who)).rejects.toBeInstanceOf(RoleRefused);
    // A backend whose list of memberships is old does not get a newer one by being used again.
    const lease = await registryBehind(tier.connections).acquire(tenant.placement);
    const given: (Error | undefined)[] = [];
    const release = (error?: Error) => void given.push(error);
    await runTransaction({ ...lease, release }, { readOnly: true, role }, who).catch(() => {});
    lease.release();
    expect(given).toEqual([expect.any(Error)]);
    await admin(`GRANT "${role}" TO tenantry_app WITH INHERIT FALSE, SET TRUE`);
    expect((await db.read(who))?.role).toBe(role);
  });

  test("of another tenant is refused before any SQL, in each part of it", async () => {
    const kind = "database" as const;
    const [tenant, other] = [await testTenant(tier, { kind }), await testTenant(tier, { kind })];
    const { schema, role, database } = other.placement;
    for (const foreign of [other.placement, { schema }, { role }, { database }]) {
      const placement = { ...tenant.placement, ...foreign };
      expect(() => tier.tenantRouter.connect({ ...tenant, placement })).toThrow(PlacementUnavailable);
    }
  });

  test("of a kind that nobody knows is refused", async () => {
    const { placement } = await testTenant(tier);
    const unknown = { ...placement, kind: "shard" as PlacementKind };
    await expect(registryBehind(tier.connections).acquire(unknown)).rejects.toBeInstanceOf(
      PlacementUnavailable,
    );
  });

  test("in a database of its own without a login of its own is refused: the shared login never goes there", async () => {
    const { placement } = await testTenant(tier, { kind: "database" });
    const without = { ...placement, login: null };
    const attempt = openRegistry().acquire(without);
    await expect(attempt).rejects.toBeInstanceOf(PlacementUnavailable);
  });

  test("with a missing role answers PlacementUnavailable", async () => {
    const tenant = await testTenant(tier);
    const id = "00000000-0000-7000-8000-000000000000";
    const nowhere = `t_${id.replaceAll("-", "")}`;
    const placement = { ...tenant.placement, schema: nowhere, role: nowhere };
    const db = tier.tenantRouter.connect({ ...tenant, id, placement });
    await expect(db.read(who)).rejects.toBeInstanceOf(PlacementUnavailable);
    // Also where the work asks nothing, or forgives everything.
    await expect(db.read(async () => "fine")).rejects.toBeInstanceOf(PlacementUnavailable);
    await expect(db.write((tx) => who(tx).catch(() => "fine"))).rejects.toBeInstanceOf(PlacementUnavailable);
  });
});
