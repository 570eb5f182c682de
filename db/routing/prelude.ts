/**
 * The statements that bind a transaction to one role: `SET LOCAL` ends with it. Built here and nowhere else.
 */

export type PreludeOptions = {
  readOnly: boolean;
  /** Other than the login's own default, which each login is made with (LOGIN_STATEMENT_TIMEOUT_MS). */
  statementTimeoutMs?: number;
  /** Role, already validated: an identifier of the closed patterns of this tier. */
  role: string;
  /** Set for row-level security on the control plane: a UUID, validated by its caller. */
  tenantId?: string;
};

/** A tenant's, or the control plane's, which an installation prefixes with its own name. */
const ROLE = /^(t_[0-9a-f]{32}|([a-z0-9_]{1,50}_)?control_(app|tenant))$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * In this order; the first one begins the transaction. Throws TypeError on what is not of its closed pattern.
 */
export function preludeStatements(options: PreludeOptions): string[] {
  const { role, tenantId, readOnly, statementTimeoutMs } = options;
  if (!ROLE.test(role)) throw new TypeError("Not a role that a transaction may take.");
  if (tenantId !== undefined && !UUID.test(tenantId))
    throw new TypeError("A tenant id is a lower-case UUID.");
  if (statementTimeoutMs !== undefined && !Number.isInteger(statementTimeoutMs)) {
    throw new TypeError("A timeout is a whole number of milliseconds.");
  }
  return [
    readOnly ? "BEGIN READ ONLY" : "BEGIN",
    `SET LOCAL ROLE "${role}"`,
    ...(statementTimeoutMs === undefined ? [] : [`SET LOCAL statement_timeout = ${statementTimeoutMs}`]),
    ...(tenantId ? [`SET LOCAL app.tenant_id = '${tenantId}'`] : []),
  ];
}

/** The same as one simple query, for the flight of the first query of the work. */
export const prelude = (options: PreludeOptions): string => preludeStatements(options).join("; ");
