/** Pure: where whoever has accepted waits until they are let in. `organizationId` where it is known. */
export function waitPath(organizationId?: string, since = Date.now()): string {
  const query = new URLSearchParams({ since: String(since) });
  if (organizationId) query.set("organization", organizationId);
  return `/invitations/wait?${query}`;
}
