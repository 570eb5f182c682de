/** Where a tenant's data lives. */
export const PLACEMENT_KINDS = ["schema", "database"] as const;
export type PlacementKind = (typeof PLACEMENT_KINDS)[number];

export type Placement = {
  kind: PlacementKind;
  /** Name of the cluster (one PostgreSQL server). */
  cluster: string;
  database: string;
  schema: string;
  /** The one role that may use the schema; always the schema's own name. */
  role: string;
  /** Raised by each move; a process that holds an older one meets the fence. */
  version: number;
  /** Only for kind "database": the login that this database has to itself. */
  login: { user: string; sealedPassword: string } | null;
};

/** The only form that a tenant's schema, role and dedicated database may have. */
export const TENANT_IDENTIFIER = /^t_[0-9a-f]{32}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Of the form of a tenant's id: safe as a parameter where a UUID is expected. */
export const isTenantId = (text: string): boolean => UUID.test(text);

/**
 * The identifier of a tenant's schema and role, made from its id alone. Throws on anything that is not a
 * UUID.
 */
export function tenantIdentifier(tenantId: string): string {
  if (!isTenantId(tenantId)) throw new TypeError("A tenant id is a lower-case UUID.");
  return `t_${tenantId.replaceAll("-", "")}`;
}

/** Of the form of a dedicated database's login, in PostgreSQL's regular expressions too. */
export const TENANT_LOGIN = "^(t_[0-9a-f]{32})_app(?:_[0-9a-f]{8})?$";

/** The login that a dedicated database begins with. */
export const tenantLogin = (tenantId: string): string => `${tenantIdentifier(tenantId)}_app`;
