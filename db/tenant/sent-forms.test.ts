// Threat: a double click makes two things, or one person's form answers with another's.
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepTenant } from "../control/sweep.ts";
import type { DataTier } from "../data-tier.ts";
import type { TenantDb } from "../routing/tenant-db.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { createProject } from "./projects.ts";
import { makeOnce } from "./sent-forms.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

forEachPlacement((kind) => {
  const owner = testOwner();
  let db: TenantDb;
  beforeAll(async () => {
    db = tier.tenantRouter.connect(await testTenant(tier, { kind, owner }));
  });

  const send = (form: { formKey: string; name?: string; memberId?: string }) =>
    db.write((tx) => {
      const { formKey, name = "Pier", memberId = owner.id } = form;
      return makeOnce(tx, { memberId, formKey, content: { name } }, (id) =>
        createProject(tx, owner, {
          ...{ id, name, description: "", status: "active", isPublic: true, categoryIds: [] },
        }),
      );
    });
  const count = async () => {
    const { rows } = await db.read((tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int n from projects`),
    );
    return rows[0]?.n ?? 0;
  };

  test("a form that is sent twice at the same instant makes one project, and both are led to it", async () => {
    const before = await count();
    const formKey = randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => send({ formKey })));
    expect(await count()).toBe(before + 1);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ isFirst }) => isFirst)).toHaveLength(1);
  });

  test("filled in otherwise, by somebody else, or handed out anew, it is another form", async () => {
    const before = await count();
    const formKey = randomUUID();
    await send({ formKey });
    await send({ formKey, name: "Quay" });
    await send({ formKey, memberId: "user_else" });
    await send({ formKey: randomUUID() });
    expect(await count()).toBe(before + 4);
  });

  test("where the first fails nothing of it is left, and the next one makes it", async () => {
    const form = { memberId: owner.id, formKey: randomUUID(), content: {} };
    const refused = db.write((tx) =>
      makeOnce(tx, form, async () => {
        throw new RangeError();
      }),
    );
    await expect(refused).rejects.toThrow(RangeError);
    expect(await db.write((tx) => makeOnce(tx, form, async () => {}))).toMatchObject({ isFirst: true });
  });

  test("it is known for a day, and then gone", async () => {
    const formKey = randomUUID();
    await send({ formKey });
    await db.write((tx) =>
      tx.execute(sql`update sent_forms set created_at = created_at - interval '25 hours'`),
    );
    expect((await sweepTenant(db)).map(({ table }) => table)).toContain("sent_forms");
    expect(await send({ formKey })).toMatchObject({ isFirst: true });
  });
});
