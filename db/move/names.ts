/**
 * What a move makes on servers is called by its tenant, so that whoever finds it knows whose it is. `out`
 * carries changes from the old place to the new one, `back` the other way.
 */
import { TENANT_IDENTIFIER } from "../routing/placement.ts";

const DIRECTIONS = ["out", "back"] as const;
export type Direction = (typeof DIRECTIONS)[number];

const PREFIX = "tenantry_move_";

/** The name of a publication, of a slot and of a subscription. Throws TypeError on what is no tenant's. */
export function streamName(schema: string, direction: Direction): string {
  if (!TENANT_IDENTIFIER.test(schema)) throw new TypeError("Not the schema of a tenant.");
  return `${PREFIX}${schema}_${direction}`;
}

const STREAM_NAME = new RegExp(`^${PREFIX}(t_[0-9a-f]{32})_(${DIRECTIONS.join("|")})$`);

/** The schema of the tenant whose move it is; undefined for what is of no move. */
export const schemaOfStream = (name: string): string | undefined => STREAM_NAME.exec(name)?.[1];

/** A condition of SQL: the column's value may be such a name. */
export const likeStreamName = (column: string): string =>
  `${column} LIKE '${PREFIX.replaceAll("_", "\\_")}%'`;
