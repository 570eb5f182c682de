/** How much of a server's catalog a tenant takes. */
import { is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import * as schema from "./schema.ts";
import * as comments from "./schema-comments.ts";
import * as dataExports from "./schema-exports.ts";
import * as notifications from "./schema-notifications.ts";
import * as sentForms from "./schema-sent-forms.ts";
import * as views from "./schema-views.ts";

const ALL = { ...schema, ...comments, ...dataExports, ...notifications, ...sentForms, ...views };
const LEDGER = 1;

/** Tables in the schema of a new tenant, its migration ledger included. */
export const TABLES_PER_TENANT = Object.values(ALL).filter((value) => is(value, PgTable)).length + LEDGER;
