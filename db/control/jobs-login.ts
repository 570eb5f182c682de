/** The job queue's own login: its schema belongs to it alone. */
import type { ClusterUrls } from "./clusters.ts";
import type { Secrets } from "./secrets.ts";

/** What its password is derived from, whatever the login is called. */
const LABEL = "tenantry_jobs";

export const jobsPassword = (secrets: Secrets): string => secrets.derivePassword(LABEL);

/** How the worker reaches the queue: direct, past any pooler, with the queue's own login. */
export function jobsUrlOf(urls: ClusterUrls, secrets: Secrets, login: string): string {
  const url = new URL(urls.adminUrl);
  url.username = login;
  url.password = jobsPassword(secrets);
  return url.href;
}
