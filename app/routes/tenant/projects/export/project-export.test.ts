// Threat: a file hands out what its reader may not see, leaves no trace, or is made for nobody.
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { removeMember } from "#app/db.people.server.ts";
import { listAudit, type TenantDb } from "#app/db.server.ts";
import { createProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { asked, makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action } from "./project-export.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

/** What a batch takes, and a little more. */
const MORE_THAN_A_BATCH = 620;

forEachPlacement((kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const ask = (who: keyof Workspace["people"], path = "/projects/export", db?: TenantDb) =>
    action(asked(at, at.people[who], { path, form: {}, ...(db && { db }) })) as Promise<Response>;
  const namesIn = async (answer: Response) => {
    const text = await answer.text();
    return text
      .split("\r\n")
      .slice(1, -1)
      .map((line) => /^"((?:[^"]|"")*)"/.exec(line)?.[1]);
  };
  const audited = async () => {
    const filter = { tenantId: at.tenant.id, action: "project.export" };
    return (await tier.controlDb.read((tx) => listAudit(tx, filter))).items;
  };
  const fill = (count: number) =>
    at.db.write(async (tx) => {
      for (let n = 0; n < count; n++) {
        const name = `Numbered ${String(n).padStart(4, "0")}`;
        const given = { name, description: "", status: "done" as const, isPublic: true, categoryIds: [] };
        await createProject(tx, at.people.other, given);
      }
    });

  test.each([
    ["viewer", ["Open plan"]],
    ["member", ["Own plan", "Open plan"]],
    ["other", ["Open plan", "Secret plan"]],
    ["admin", ["Own plan", "Open plan", "Secret plan"]],
  ] as const)("a file for the %s has what is theirs to see, and nothing else", async (who, names) => {
    expect(await namesIn(await ask(who))).toEqual(names);
    const found = await namesIn(await ask(who, "/projects/export?q=secret"));
    expect(found).toEqual(names.filter((name) => name.startsWith("Secret")));
  });

  test("the file has the list's filters and order, and what is spelled alike as the list has it", async () => {
    expect(await namesIn(await ask("owner", "/projects/export?sort=name"))).toEqual([
      "Open plan",
      "Own plan",
      "Secret plan",
    ]);
    expect(await namesIn(await ask("owner", "/projects/export?visibility=public&cursor=x"))).toEqual([
      "Open plan",
    ]);
    expect(await namesIn(await ask("owner", "/projects/export?q=secrte"))).toEqual(["Secret plan"]);
    expect(await namesIn(await ask("viewer", "/projects/export?q=secrte"))).toEqual([]);
    expect(await namesIn(await ask("owner", "/projects/export?view=archived"))).toEqual([]);
  });

  test("each file leaves a row with who had it, how much, and not what they looked for", async () => {
    await (await ask("viewer", "/projects/export?q=secret&status=done")).text();
    expect(await audited()).toMatchObject([
      {
        actorKind: "member",
        actorId: at.people.viewer.id,
        ip: "::1",
        detail: { count: 0, filters: ["q", "status"] },
      },
    ]);
  });

  test("every project is in it once, a batch at a time, and who leaves stops it", async () => {
    await fill(MORE_THAN_A_BATCH);
    for (const order of ["", "?sort=name", "?sort=updated", "?sort=oldest"]) {
      const names = await namesIn(await ask("viewer", `/projects/export${order}`));
      expect(new Set(names).size, order).toBe(MORE_THAN_A_BATCH + 1);
      expect(names, order).toHaveLength(MORE_THAN_A_BATCH + 1);
    }
    let reads = 0;
    const counting: TenantDb = {
      ...at.db,
      read: (work) => {
        reads++;
        return at.db.read(work);
      },
    };
    const answer = await ask("viewer", "/projects/export", counting);
    await answer.body?.cancel();
    // One counts, and each batch is one.
    const readThen = reads;
    expect(readThen).toBeLessThan(3);
    await setImmediate();
    expect(reads).toBe(readThen);
  });
});

test("a file that is read slowly ends with the right to it", async () => {
  const at = await makeWorkspace(tier);
  const { admin } = at.people;
  const answer = (await action(asked(at, admin, { path: "/projects/export", form: {} }))) as Response;
  await at.db.write((tx) => removeMember(tx, admin.id));
  // The first batch may be on its way already; without the end of the file nobody takes it for whole.
  const given = { description: "", status: "done" as const, isPublic: true, categoryIds: [] };
  await at.db.write(async (tx) => {
    for (let n = 0; n < MORE_THAN_A_BATCH; n++)
      await createProject(tx, at.people.other, { ...given, name: `Later ${n}` });
  });
  const read = await answer.text().catch(() => "broken off");
  expect(read).not.toContain("Later 0");
});

test("the file has a name, a type, and is kept by nobody in between", async () => {
  const at = await makeWorkspace(tier);
  const answer = (await action(
    asked(at, at.people.viewer, { path: "/projects/export", form: {} }),
  )) as Response;
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename=".*\.csv"; filename\*=UTF-8''/,
  );
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});
