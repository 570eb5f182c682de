// Threat: what is secret, internal or a member's own goes along when owners take the workspace's data.
import { expect, test } from "vitest";
import { exportedTables } from "./exported-tables.ts";

const tables = exportedTables({ tenantId: "00000000-0000-4000-8000-000000000000", withTrash: false });

test("these tables are handed out, and no other", () => {
  expect(tables.map(({ plane, name }) => `${plane} ${name}`)).toEqual([
    "control domains",
    "control mail_domains",
    "control tenant_security",
    "control memberships",
    "control invitations",
    "tenant members",
    "tenant projects",
    "tenant categories",
    "tenant project_categories",
    "tenant project_views",
    "tenant comments",
    "tenant comment_mentions",
    "tenant activity",
  ]);
});

test("no secret is handed out, and nothing that the database made of the rest", () => {
  const columns = tables.flatMap(({ name, columns: own }) => own.map((column) => `${name}.${column}`));
  expect(columns).toContain("members.email");
  for (const column of columns) expect(column).not.toMatch(/token|hash|secret|password|search_/);
});

test("of the control plane only the tenant's own rows are read", () => {
  for (const { plane, source, counting } of tables.filter((table) => table.plane === "control"))
    for (const text of [source, counting])
      expect(text, plane).toContain("tenant_id = '00000000-0000-4000-8000-000000000000'");
});

test("of views those that are everybody's", () => {
  const views = tables.find(({ name }) => name === "project_views");
  expect(views?.source).toMatch(/"is_shared" = true/);
});
