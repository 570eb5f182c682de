/** How much of a server's catalog a tenant takes. */
import { is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import * as schema from "./schema.ts";

const LEDGER = 1;

/** Tables in the schema of a new tenant, its migration ledger included. */
export const TABLES_PER_TENANT = Object.values(schema).filter((value) => is(value, PgTable)).length + LEDGER;
