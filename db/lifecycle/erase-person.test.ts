// Threat: somebody asks to be forgotten, and something of them is left somewhere.
import { randomUUID } from "node:crypto";
import { type Column, getColumns, getTableName } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { type Actor, listAudit, recordAudit, SYSTEM } from "../control/audit-log.ts";
import { urlOfDatabase } from "../control/clusters.ts";
import { CONTROL_TABLES } from "../control/declarations.ts";
import { mergeUsers } from "../control/merged-users.ts";
import { getTenant } from "../control/tenants.ts";
import { upsertUser } from "../control/users.ts";
import type { DataTier } from "../data-tier.ts";
import { type ColumnContent, type TableDeclaration, TREATMENT } from "../declaration.ts";
import { PersonUnknown } from "../people-errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import { listMemberSummaries, memberName } from "../tenant/members.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { deleteTenant } from "./delete.ts";
import { type ErasureReport, erasePerson } from "./erase-person.ts";
import { makeReadOnly } from "./read-only.ts";
import { suspendTenant } from "./suspend.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const actor: Actor = { kind: "cli", id: "tester" };
const by = { actor: SYSTEM };
const erase = (user: string) => erasePerson(tier, user, { actor });

/** In the database that the tenant is in, where foreign keys are not asked. */
async function inPlace<T>({ placement }: Tenant, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { adminUrl } = await tier.clusterUrls(placement.cluster);
  return withAdmin(urlOfDatabase(adminUrl, placement.database), work, { pipelines: false });
}

const isOfPerson = (content: ColumnContent, { rows }: TableDeclaration) =>
  (TREATMENT[content].erased !== "kept" && content !== "secret") || (content === "text" && rows === "person");

/** A value for any column: of the person where it is declared to be. */
type Person = { id: string; email: string; mark: string };
function valueFor(declared: TableDeclaration, key: string, column: Column, person: Person, tenantId: string) {
  const content = declared.columns[key] as ColumnContent;
  const type = column.getSQLType();
  if (declared.erasure?.column === key && declared.erasure.by === "id") return person.id;
  if (content === "email") return person.email;
  if (content === "personId") return person.id;
  if (key === "tenantId") return tenantId;
  if (isOfPerson(content, declared)) {
    if (type === "jsonb") return JSON.stringify({ of: person.mark });
    return `${person.mark} ${getTableName(declared.table)} ${column.name}`;
  }
  if (!column.notNull || (column.hasDefault && !column.defaultFn)) return undefined;
  if (type === "uuid") return randomUUID();
  if (type.startsWith("timestamp")) return new Date();
  if (type === "jsonb") return "{}";
  if (type === "bytea") return Buffer.from("x");
  if (type === "boolean") return false;
  return /int/.test(type) ? 1 : `filler-${randomUUID()}`;
}

const isWritten = (declared: TableDeclaration, key: string, column: Column) =>
  declared.columns[key] !== "derived" && column.generatedIdentity === undefined;

/** One row of the person's in every table that has something of people. */
async function fillTable(
  client: pg.Client,
  declared: TableDeclaration,
  { schema, person, tenantId }: { schema: string; person: Person; tenantId: string },
): Promise<void> {
  const values = Object.entries(getColumns(declared.table)).flatMap(([key, column]) => {
    if (!isWritten(declared, key, column)) return [];
    const value = valueFor(declared, key, column, person, tenantId);
    return value === undefined ? [] : [{ name: `"${column.name}"`, value }];
  });
  const names = values.map(({ name }) => name).join(", ");
  const places = values.map((_, at) => `$${at + 1}`).join(", ");
  const { name } = getTableConfig(declared.table);
  await client.query("SET session_replication_role = replica");
  await client.query(
    `INSERT INTO "${schema}"."${name}" (${names}) VALUES (${places}) ON CONFLICT DO NOTHING`,
    values.map(({ value }) => value),
  );
}

const ofPeople = (tables: TableDeclaration[]) =>
  tables.filter((declared) =>
    Object.values(declared.columns).some((content) => isOfPerson(content, declared)),
  );

async function fillAll(tenant: Tenant, person: Person): Promise<void> {
  const known = { ...person, firstName: person.mark, lastName: person.mark, avatarUrl: person.mark };
  await inPlace(tenant, async (client) => {
    const at = { schema: tenant.placement.schema, person, tenantId: tenant.id };
    for (const declared of ofPeople(TENANT_TABLES)) await fillTable(client, declared, at);
  });
  const { id, email, firstName, lastName, avatarUrl } = known;
  await tier.controlDb.write((tx) =>
    upsertUser(tx, { id, email, firstName, lastName, avatarUrl, sourceUpdatedAt: new Date(0) }),
  );
  await withAdmin(
    tier.urls.adminUrl,
    async (client) => {
      const at = { schema: "control", person, tenantId: tenant.id };
      for (const declared of ofPeople(CONTROL_TABLES)) await fillTable(client, declared, at);
      await client.query(
        `INSERT INTO control.memberships (tenant_id, user_id, role, source_updated_at) VALUES ($1, $2, 'member', now())`,
        [tenant.id, person.id],
      );
      await client.query(
        `INSERT INTO control.webhook_events (id, type, payload, processed_at) VALUES ($1, 'user.updated', $2, now())`,
        [
          randomUUID(),
          JSON.stringify({ data: { id: person.id, first_name: person.mark, email: person.email } }),
        ],
      );
      await client.query(
        `INSERT INTO control.audit_log (tenant_id, actor_kind, actor_id, action, detail) VALUES ($1, 'staff', 'user_sam', 'tenant.suspend', $2)`,
        [
          tenant.id,
          JSON.stringify({ reason: `As ${person.email.toUpperCase()}, asked.`, of: [person.email] }),
        ],
      );
    },
    { pipelines: false },
  );
}

/** Tables in which a row still has one of these words. */
async function whereIs(tenant: Tenant, words: string[]): Promise<string[]> {
  const look = async (client: pg.Client, schema: string) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1",
      [schema],
    );
    const found: string[] = [];
    for (const { name } of tables)
      for (const word of words) {
        const { rowCount } = await client.query(
          `SELECT FROM "${schema}"."${name}" t WHERE strpos(lower(t::text), $1) > 0 LIMIT 1`,
          [word.toLowerCase()],
        );
        if (rowCount) found.push(`${schema === "control" ? "control." : ""}${name}`);
      }
    return found;
  };
  return [
    ...(await withAdmin(tier.urls.adminUrl, (client) => look(client, "control"), { pipelines: false })),
    ...(await inPlace(tenant, (client) => look(client, tenant.placement.schema))),
  ];
}

function somebody(): Person {
  const mark = `mark${randomUUID().replaceAll("-", "")}`;
  return { id: `user_${randomUUID()}`, email: `${mark}@example.com`, mark };
}

const rowsIn = ({ lines }: ErasureReport) => lines.map(({ table }) => table);

test("each table with something of a person says which rows are theirs, and what becomes of them", () => {
  const silent = [...CONTROL_TABLES, ...TENANT_TABLES].filter(
    (declared) =>
      !declared.erasure &&
      (declared.rows === "person" ||
        Object.values(declared.columns).some(
          (content) => TREATMENT[content].erased !== "kept" && content !== "secret",
        )),
  );
  expect(silent.map(({ table }) => getTableName(table))).toEqual([]);
});

forEachPlacement((kind) => {
  test("nothing of a person is left in any column of any table that may have something of one", async () => {
    const tenant = await testTenant(tier, { kind });
    const person = somebody();
    const words = [person.mark, person.email];
    await fillAll(tenant, person);
    const before = new Set(await whereIs(tenant, words));
    for (const { table } of ofPeople([...TENANT_TABLES]).filter(({ erasure }) => erasure))
      expect([...before]).toContain(getTableName(table));
    const report = await erase(person.id);
    expect(report).toMatchObject({ userId: person.id, failed: [] });
    expect(await whereIs(tenant, words)).toEqual([]);
    // Again, there is nothing to do.
    expect((await erase(person.id)).lines).toEqual([]);
  });

  test("a dry run says where they are, and changes nothing", async () => {
    const tenant = await testTenant(tier, { kind });
    const person = somebody();
    await fillAll(tenant, person);
    const before = await whereIs(tenant, [person.mark]);
    const dry = await erasePerson(tier, person.id, { actor: undefined });
    expect(dry.isDryRun).toBe(true);
    expect(await whereIs(tenant, [person.mark])).toEqual(before);
    const real = await erase(person.email);
    expect(new Set(rowsIn(real))).toEqual(new Set(rowsIn(dry)));
    expect(rowsIn(dry)).toEqual(expect.arrayContaining(["users", "members", "sessions", "webhook_events"]));
  });

  test.each([
    ["suspended", (id: string) => suspendTenant(tier, id, by)],
    ["read-only", (id: string) => makeReadOnly(tier, id, by)],
    ["deleted", (id: string) => deleteTenant(tier, id, by)],
  ])("a tenant that is %s is no hiding place", async (_, close) => {
    const tenant = await testTenant(tier, { kind });
    const person = somebody();
    await fillAll(tenant, person);
    await close(tenant.id);
    expect((await erase(person.id)).failed).toEqual([]);
    expect(await whereIs(tenant, [person.mark])).toEqual([]);
  });

  test("what they wrote stays, under nobody's name, and nobody lists them", async () => {
    const owner = testOwner();
    const tenant = await testTenant(tier, { kind, owner });
    const db = tier.tenantRouter.connect(tenant);
    await inPlace(tenant, (client) =>
      client.query(
        `INSERT INTO "${tenant.placement.schema}".projects (id, name, slug, created_by) VALUES (gen_random_uuid(), 'Kept', 'kept', $1)`,
        [owner.id],
      ),
    );
    await erase(owner.id);
    const { rows } = await db.read((tx) => tx.execute<{ name: string }>("SELECT name FROM projects"));
    expect(rows).toEqual([{ name: "Kept" }]);
    const { projects } = await import("../tenant/schema.ts");
    const shown = await db.read((tx) => tx.select({ by: memberName(projects.createdBy) }).from(projects));
    expect(shown).toEqual([{ by: "" }]);
    expect((await db.read((tx) => listMemberSummaries(tx, {}))).items).toEqual([]);
  });
});

describe("a tenant that cannot be reached", () => {
  test("is named, holds up no other, and is made up for", async () => {
    const [away, there] = [await testTenant(tier), await testTenant(tier)];
    const person = somebody();
    for (const tenant of [away, there]) await fillMember(tenant, person);
    const { role } = away.placement;
    await adminQuery(tier, `REVOKE USAGE ON SCHEMA "${away.placement.schema}" FROM "${role}"`);
    const partly = await erase(person.id);
    expect(partly.failed.map(({ tenant }) => tenant)).toEqual([away.slug]);
    expect(await membersLike(there, person.mark)).toEqual([]);
    await adminQuery(tier, `GRANT USAGE ON SCHEMA "${away.placement.schema}" TO "${role}"`);
    expect((await erase(person.id)).failed).toEqual([]);
    expect(await membersLike(away, person.mark)).toEqual([]);
  });
});

const fillMember = async (tenant: Tenant, person: Person) => {
  await inPlace(tenant, (client) =>
    client.query(
      `INSERT INTO "${tenant.placement.schema}".members (id, email, first_name, role) VALUES ($1, $2, $3, 'member')`,
      [person.id, person.email, person.mark],
    ),
  );
  await tier.controlDb.write((tx) =>
    upsertUser(tx, {
      ...{ id: person.id, email: person.email, firstName: person.mark },
      ...{ lastName: null, avatarUrl: null, sourceUpdatedAt: new Date() },
    }),
  );
};
const membersLike = (tenant: Tenant, mark: string) =>
  inPlace(tenant, async (client) => {
    const { rows } = await client.query(
      `SELECT id FROM "${tenant.placement.schema}".members WHERE first_name = $1`,
      [mark],
    );
    return rows;
  });

test("who was made one with them is erased with them, by either id", async () => {
  const tenant = await testTenant(tier);
  const [former, now] = [somebody(), somebody()];
  await fillMember(tenant, former);
  await fillMember(tenant, now);
  await tier.controlDb.write((tx) =>
    mergeUsers(tx, { from: former.id, into: now.id }, { actor, mergedAt: new Date() }),
  );
  const report = await erase(former.id);
  expect(report.userId).toBe(now.id);
  expect(await membersLike(tenant, former.mark)).toEqual([]);
  expect(await membersLike(tenant, now.mark)).toEqual([]);
});

test("an address that only a tenant knows is erased from invitations too", async () => {
  const tenant = await testTenant(tier);
  const person = somebody();
  await fillMember(tenant, person);
  await adminQuery(tier, "UPDATE control.users SET email = 'another@example.com' WHERE id = $1", [person.id]);
  await adminQuery(
    tier,
    `INSERT INTO control.invitations (id, tenant_id, email, email_key, role, status, source_updated_at, expires_at)
     VALUES ($1, $2, $3, $4, 'member', 'accepted', now(), now())`,
    [`inv_${randomUUID()}`, tenant.id, person.email, person.email],
  );
  expect(rowsIn(await erase(person.id))).toContain("invitations");
  expect(await whereIs(tenant, [person.email])).toEqual([]);
});

test("a message that is not in effect yet is told, and emptied once it is", async () => {
  const tenant = await testTenant(tier);
  const person = somebody();
  await fillMember(tenant, person);
  const id = randomUUID();
  await adminQuery(tier, "INSERT INTO control.webhook_events (id, type, payload) VALUES ($1, 'x.y', $2)", [
    id,
    JSON.stringify({ data: { email: person.email } }),
  ]);
  const first = await erase(person.id);
  expect(first.lines).toContainEqual({
    tenant: undefined,
    table: "webhook_events",
    rows: 1,
    became: "waiting",
  });
});

test("nobody comes back by what the provider says later", async () => {
  const tenant = await testTenant(tier);
  const person = somebody();
  await fillMember(tenant, person);
  await erase(person.id);
  const told = { ...testOwner({ id: person.id, email: person.email }), sourceUpdatedAt: new Date() };
  expect(await tier.controlDb.write((tx) => upsertUser(tx, told))).toBe(false);
  expect(
    await whereIs((await tier.controlDb.read((tx) => getTenant(tx, tenant.id)))!, [person.mark]),
  ).toEqual([]);
});

test("the log says that it was done, and by whom, and nothing of the person but their id", async () => {
  const tenant = await testTenant(tier);
  const person = somebody();
  await fillMember(tenant, person);
  await erase(person.id);
  const { items } = await tier.controlDb.read((tx) => listAudit(tx, { action: "identity.erase", limit: 1 }));
  expect(items[0]).toMatchObject({ actorKind: "cli", actorId: "tester", detail: { userId: person.id } });
});

test("of the log nobody's address is taken but of who is erased, and nothing else is changed", async () => {
  const owner = testOwner();
  await testTenant(tier, { owner });
  const { email } = owner;
  const reason = { reason: `${email} asked; sam@example.com and x${email} did not.` };
  await adminQuery(
    tier,
    "INSERT INTO control.audit_log (actor_id, action, ip, detail) VALUES ($1, 'x.y', '192.0.2.9', $2)",
    [owner.id, JSON.stringify(reason)],
  );
  const change = (set: string) =>
    tier.controlDb
      .write((tx) => tx.execute(`UPDATE control.audit_log SET ${set} WHERE actor_id = '${owner.id}'`))
      .then(
        (done) => (done as unknown as { rowCount: number }).rowCount,
        () => "refused",
      );
  const without = `detail = replace(detail::text, '"${email}', '"erased@erased.invalid')::jsonb`;
  expect(await change("ip = NULL")).toBe("refused");
  expect(await change(without)).toBe("refused");
  expect(rowsIn(await erase(owner.id))).toContain("audit_log.detail");
  expect(await change("ip = '192.0.2.1'")).toBe("refused");
  expect(await change("action = 'a.b'")).toBe("refused");
  for (const detail of [
    "'{}'",
    "replace(detail::text, 'did', 'does')",
    "replace(detail::text, 'sam@', 'bob@')",
  ])
    expect(await change(`detail = ${detail}::jsonb`)).toBe("refused");
  const text = "SELECT ip, detail FROM control.audit_log WHERE actor_id = $1";
  const left = `erased@erased.invalid asked; sam@example.com and x${email} did not.`;
  expect(await adminQuery(tier, text, [owner.id])).toEqual([{ ip: null, detail: { reason: left } }]);
});

test("an address that is somebody else's by now stays theirs in the log, and holds up nothing", async () => {
  const tenant = await testTenant(tier);
  const person = somebody();
  await fillMember(tenant, person);
  await adminQuery(tier, "UPDATE control.users SET email = 'other@example.com' WHERE id = $1", [person.id]);
  const heir = testOwner({ email: person.email });
  await tier.controlDb.write((tx) => upsertUser(tx, { ...heir, sourceUpdatedAt: new Date() }));
  const detail = { reason: `${person.email} asked.` };
  await tier.controlDb.write((tx) => recordAudit(tx, { actor, action: "x.heir", detail }));
  expect(rowsIn(await erase(person.id))).not.toContain("audit_log.detail");
  const { items } = await tier.controlDb.read((tx) => listAudit(tx, { action: "x.heir", limit: 1 }));
  expect(items[0]?.detail).toEqual(detail);
});

test("nobody is erased by mistake", async () => {
  await expect(erase("nobody@example.com")).rejects.toThrow(PersonUnknown);
  await expect(erase("%")).rejects.toThrow(PersonUnknown);
});
