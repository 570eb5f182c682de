/** Pictures by which tenants are known. */
import { sql } from "drizzle-orm";
import { check, customType, text, uuid } from "drizzle-orm/pg-core";
import { control, updatedAt } from "./columns.ts";
import { tenants } from "./tenants.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const tenantLogos = control.table(
  "tenant_logos",
  {
    tenantId: uuid("tenant_id")
      .primaryKey()
      .references(() => tenants.id, { onDelete: "cascade" }),
    mediaType: text("media_type").notNull(),
    bytes: bytea("bytes").notNull(),
    /** Of these bytes: another picture has another. */
    version: text("version").notNull(),
    updatedAt: updatedAt(),
  },
  // LOGO_MAX_BYTES.
  (t) => [check("tenant_logos_size", sql`octet_length(${t.bytes}) <= 262144`)],
);
