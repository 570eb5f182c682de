/** The pages of a workspace with 100,000 projects against the same pages of one with 1,000. */
import { withAdmin } from "../../db/cluster/admin.ts";
import type { Result } from "../lib/report.ts";
import type { Stage } from "../lib/stage.ts";
import { compareSizes, demoTenant, follow } from "../lib/two-sizes.ts";

/** Pages that are turned before one deep in the list. */
const DEEP = 30;

/** One in ten projects is in it. */
const CATEGORY = "01900000-0000-7000-8000-00000000ca7e";

/** The list, its filters and orders, searches that find many, some, by likeness, and nothing. */
const PAGES = [
  "/projects",
  "/projects?sort=name",
  "/projects?sort=updated",
  "/projects?sort=oldest",
  "/projects?status=paused",
  "/projects?status=done&sort=name",
  "/projects?owner=me",
  "/projects?visibility=private",
  "/projects?view=archived",
  `/projects?category=${CATEGORY}`,
  `/projects?category=${CATEGORY}&status=done&sort=name`,
  "/projects?q=harbour",
  "/projects?q=harbour&status=active&sort=updated",
  // Many have the word, many fulfil the rest, and nothing does both.
  "/projects?q=harbour&owner=me&visibility=public",
  `/projects?q=library&category=${CATEGORY}`,
  "/projects?q=survey%20777",
  "/projects?q=harbuor%20survey",
  "/projects?q=nothing-is-called-this",
  "/projects/trash",
  "/dashboard",
];

const MEMBER_PAGES = [
  "/projects",
  "/projects?sort=name",
  "/projects?owner=me",
  "/projects?visibility=private",
  `/projects?category=${CATEGORY}&visibility=private`,
  "/projects?q=harbour",
  "/projects?q=harbour&visibility=private&status=paused",
  "/projects?q=harbuor%20survey",
  "/dashboard",
];

export const projects = (): Promise<Result> =>
  compareSizes({
    name: "list-100k",
    few: 1_000,
    many: 100_000,
    most: 3,
    pages: PAGES,
    memberPages: MEMBER_PAGES,
    furtherPages: { "a page deep in the list": (visit) => follow(visit, "/projects", DEEP) },
    fill: addProjects,
  });

/** Of all people, each name in each state; one in a hundred in the trash, one in fifty archived. */
async function addProjects(
  stage: Stage,
  { slug, people }: { slug: string; people: { id: string }[] },
  count: number,
) {
  const { schema } = await demoTenant(stage, slug);
  await withAdmin(stage.tier.urls.adminUrl, async (client) => {
    await client.query(`SET search_path = "${schema}", extensions`);
    await client.query(
      `INSERT INTO projects (id, name, slug, description, status, is_public, created_by, created_at, updated_at, archived_at, deleted_at)
       SELECT ('019' || lpad(to_hex(n), 5, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
         (ARRAY['Harbour', 'Station', 'Library', 'Market', 'Bridge'])[1 + n % 5] || ' ' ||
         (ARRAY['survey', 'repair', 'opening', 'plan', 'budget', 'review', 'study'])[1 + n % 7] || ' ' || n,
         'p-' || n, 'What number ' || n || ' is for, and how we will know that it is done.',
         (ARRAY['planned', 'active', 'active', 'paused', 'done'])[1 + (n / 35) % 5], n % 4 <> 0,
         ($2::text[])[1 + n % cardinality($2::text[])], now() - make_interval(mins => n),
         now() - make_interval(secs => n * 7919 % 1000000), CASE WHEN n % 50 = 1 THEN now() END,
         CASE WHEN n % 100 = 0 THEN now() END
       FROM generate_series(1, $1::int) AS n`,
      [count, people.map(({ id }) => id)],
    );
    await client.query("INSERT INTO categories (id, name) VALUES ($1, 'Water')", [CATEGORY]);
    await client.query(
      `INSERT INTO project_categories (project_id, category_id)
       SELECT id, $1 FROM projects WHERE slug ~ '^p-[0-9]*5$'`,
      [CATEGORY],
    );
    await client.query("VACUUM (ANALYZE) projects, categories, project_categories");
  });
}
