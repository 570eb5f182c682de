/** The job queue's own login: its schema belongs to it alone. */
import type { ClusterUrls } from "./clusters.ts";
import type { Secrets } from "./secrets.ts";

export const JOBS_LOGIN = "tenantry_jobs";

/** How the worker reaches the queue: direct, past any pooler, with the queue's own login. */
export function jobsUrl(urls: ClusterUrls, secrets: Secrets): string {
  const url = new URL(urls.adminUrl);
  url.username = JOBS_LOGIN;
  url.password = secrets.derivePassword(JOBS_LOGIN);
  return url.href;
}
