/** Rows in every table of a tenant that an archive has, with what a text format could stumble over. */
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";

/** Nobody of the control plane: somebody who was in the tenant once. */
export const FORMER_MEMBER = { id: "user_former", email: "former.member@example.com", lastName: "Formerly" };
/** What people wrote, to be looked for where it must not be. */
export const WRITTEN = ["Harbour wall", "harbour-wall", "Nobody may read this.", "Old harbour", "Mine alone"];

const ROWS = `
INSERT INTO members (id, email, first_name, last_name, avatar_url, phone, role, metadata, is_active, last_seen_at)
  VALUES ('${FORMER_MEMBER.id}', '${FORMER_MEMBER.email}', E'Ta\\tb', '${FORMER_MEMBER.lastName}',
    'https://img.example/former.png', '+34 600 000 001', 'member', '{"note": "Nobody may read this.\\t\\\\"}', false, now());
INSERT INTO projects (id, name, slug, description, created_by, is_public, metadata, archived_at, deleted_at, deleted_by)
  SELECT ('019a0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Harbour wall ' || n, 'harbour-wall-' || n,
    E'a\\tb\\nc\\\\ \\\\N “🚀” Nobody may read this.', $owner, n % 2 = 0, jsonb_build_object('n', n, 'by', 'Harbour wall'),
    CASE WHEN n = 3 THEN now() END, CASE WHEN n = 4 THEN now() END, CASE WHEN n = 4 THEN $owner END
  FROM generate_series(1, 40) n;
INSERT INTO categories (id, name, position) SELECT ('019a0000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, 'Old harbour ' || n, n
  FROM generate_series(1, 3) n;
INSERT INTO project_categories SELECT p.id, c.id FROM projects p CROSS JOIN categories c WHERE p.is_public;
INSERT INTO project_views (id, member_id, name, query) VALUES
  ('019a0000-0000-7000-a000-000000000001', $owner, 'Mine alone', 'search=Harbour+wall');
INSERT INTO project_view_defaults VALUES ($owner, '019a0000-0000-7000-a000-000000000001');
INSERT INTO comments (id, project_id, author_id, text) SELECT gen_random_uuid(), p.id, '${FORMER_MEMBER.id}', 'Nobody may read this.' FROM projects p;
INSERT INTO comment_mentions SELECT id, $owner FROM comments;
INSERT INTO followings SELECT $owner, id, false FROM projects;
INSERT INTO activity (actor_id, action, subject_type, subject_id, subject_name)
  SELECT $owner, 'created', 'project', id::text, name FROM projects;
INSERT INTO notifications (member_id, kind, actor_id, subject_type, subject_id)
  SELECT $owner, 'changed', '${FORMER_MEMBER.id}', 'project', id::text FROM projects;
INSERT INTO notification_mutes VALUES ($owner, 'project', 'x');
`;

/** `ownerId` is a member of it. */
export const fillTenant = (tier: DataTier, tenant: Tenant, ownerId: string): Promise<void> =>
  inTenant(tier, tenant, ROWS.replaceAll("$owner", `'${ownerId}'`)).then(() => {});

/** Plain SQL as the admin, in the tenant's place; answers its rows. */
export async function inTenant<T extends object>(
  tier: DataTier,
  { placement }: Tenant,
  text: string,
): Promise<T[]> {
  const { adminUrl } = await tier.clusterUrls(placement.cluster);
  return withAdmin(
    adminUrl,
    async (client) => {
      await client.query(`SET search_path = "${placement.schema}"`);
      return (await client.query<T>(text)).rows;
    },
    { database: placement.database },
  );
}
