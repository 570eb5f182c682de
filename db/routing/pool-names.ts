/**
 * What the connections of the tenants' pools are called on the server, where staff and the migration runner
 * see them.
 */
const PREFIX = "tenantry:tenants/";

/** `of` is a cluster or a dedicated database. */
export const poolName = (of: string): string => `${PREFIX}${of}`;

/**
 * A condition on `pg_stat_activity`: connections of these pools that are at work, or of which one may not
 * know.
 */
export const TENANTS_AT_WORK = `application_name LIKE '${PREFIX}%' AND state IS DISTINCT FROM 'idle'`;
