/** The database of the server under test, as its admin: for what the product itself would not do. */
import { withAdmin } from "../db/cluster/admin.ts";
import { TENANT_CHANNEL } from "../db/control/tenant-changes.ts";
import { embeddedUrls } from "../db/embedded/runtime.ts";
import { E2E } from "./server.ts";

export function adminUrl(): string {
  const urls = embeddedUrls(E2E.dataDir);
  if (!urls) throw new Error("No server runs on the test's data folder.");
  return urls.adminUrl;
}

/** The message of the identity provider that told of this person; undefined while it is on its way. */
export async function eventOfSignUp(email: string): Promise<string | undefined> {
  const text = `SELECT id FROM control.webhook_events WHERE type = 'user.created'
    AND payload #>> '{data,email_addresses,0,email_address}' = $1`;
  return (await adminQuery<{ id: string }>(text, [email]))[0]?.id;
}

/** Answers the rows. */
export const adminQuery = <T extends object>(text: string, values: (string | number)[] = []): Promise<T[]> =>
  withAdmin(adminUrl(), async (client) => (await client.query<T>(text, values)).rows);

/** At once, in every process: without what a person would have to do for it. */
export async function setStatus(slug: string, status: string, { notice = "" } = {}): Promise<void> {
  const text = `UPDATE control.tenants
    SET status = $2, suspension_notice = nullif($3, ''), deleted_at = CASE WHEN $2 = 'deleted' THEN now() END
    WHERE slug = $1 RETURNING id`;
  const [tenant] = await adminQuery<{ id: string }>(text, [slug, status, notice]);
  await adminQuery("SELECT pg_notify($1, $2)", [TENANT_CHANNEL, `${tenant?.id} ${slug}`]);
}
