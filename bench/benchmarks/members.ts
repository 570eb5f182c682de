/** The members page of a workspace with 10,000 members against the same page of one with 100. */
import { withAdmin } from "../../db/cluster/admin.ts";
import type { Result } from "../lib/report.ts";
import type { Stage } from "../lib/stage.ts";
import { compareSizes, demoTenant, follow } from "../lib/two-sizes.ts";

/** The list, its filters, and searches that find some or nobody. The last page comes beside them. */
const PAGES = [
  "/members",
  "/members?role=viewer",
  "/members?state=deactivated",
  "/members?state=all&role=admin",
  "/members?q=person77",
  "/members?q=nobody-is-called-this",
];

export const members = (): Promise<Result> =>
  compareSizes({
    name: "members-10k",
    few: 100,
    many: 10_000,
    most: 3,
    pages: PAGES,
    furtherPages: { "the last page": (visit) => follow(visit, "/members") },
    fill: (stage, { slug, people, guest }, count) =>
      addMembers(stage, slug, count - people.length - (guest ? 1 : 0)),
  });

/** As the control plane and the tenant have them; every fiftieth is kept out, every hundredth was in. */
async function addMembers(stage: Stage, slug: string, count: number): Promise<void> {
  const { id: tenantId, schema } = await demoTenant(stage, slug);
  await withAdmin(stage.tier.urls.adminUrl, async (client) => {
    const people = `SELECT '${slug}_person' || n AS id, 'person' || n || '@${slug}.example' AS email,
        'Given' || n % 500 AS first_name, 'Family' || n AS last_name,
        (ARRAY['member', 'viewer', 'member', 'admin'])[1 + n % 4] AS role, n FROM generate_series(1, $1::int) AS n`;
    await client.query(
      `INSERT INTO control.users (id, email, first_name, last_name, source_updated_at)
       SELECT id, email, first_name, last_name, now() FROM (${people}) p`,
      [count],
    );
    await client.query(
      `INSERT INTO control.memberships (tenant_id, user_id, role, source_updated_at, deactivated_at, deleted_at)
       SELECT $2, id, role, now(), CASE WHEN n % 50 = 1 THEN now() END, CASE WHEN n % 100 = 0 THEN now() END
       FROM (${people}) p`,
      [count, tenantId],
    );
    await client.query(
      `INSERT INTO "${schema}".members (id, email, first_name, last_name, role, is_active, is_deactivated)
       SELECT id, email, first_name, last_name, role, n % 50 <> 1 AND n % 100 <> 0, n % 50 = 1
       FROM (${people}) p`,
      [count],
    );
    await client.query(`VACUUM (ANALYZE) "${schema}".members, control.users, control.memberships`);
  });
}
