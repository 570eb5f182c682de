/**
 * Plain SQL as the admin, for what a test wants to see or to bring about and the product itself does not do.
 */
import type pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { withKeptAdmin } from "../cluster/kept-admin.ts";
import type { DataTier } from "../data-tier.ts";

/** One statement on the control plane's database; answers its rows. */
export const adminQuery = <T extends pg.QueryResultRow>(
  { urls }: Pick<DataTier, "urls">,
  text: string,
  values: unknown[] = [],
): Promise<T[]> => withAdmin(urls.adminUrl, async (client) => (await client.query<T>(text, values)).rows);

/** The same on a connection that is kept for a moment, for a test that looks a thousand times. */
export const keptQuery = <T extends pg.QueryResultRow>(
  { urls }: Pick<DataTier, "urls">,
  text: string,
  values: unknown[] = [],
): Promise<T[]> => withKeptAdmin(urls.adminUrl, async (client) => (await client.query<T>(text, values)).rows);
