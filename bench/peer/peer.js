// drizzle-multitenant, used as its own documentation says: a configuration, a manager for reads, a migrator for the rest.

import { createTenantManager, defineConfig } from "drizzle-multitenant";
import { createMigrator } from "drizzle-multitenant/migrator";
import { count, desc, isNull } from "drizzle-orm";
import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

const projects = pgTable("projects", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  status: text("status").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  deletedAt: timestamp("deleted_at", { withTimezone: true }),
});
const PAGE = 20;

export async function open({ url, migrationsFolder, schemas }) {
  const config = defineConfig({
    connection: { url },
    isolation: { strategy: "schema", schemaNameTemplate: (id) => id },
    schemas: { tenant: { projects } },
  });
  const manager = createTenantManager(config);
  const migrator = createMigrator(config, { migrationsFolder, tenantDiscovery: async () => schemas });
  return {
    async read(schema) {
      const db = manager.getDb(schema);
      const { id, name, status, createdAt } = projects;
      const live = isNull(projects.deletedAt);
      await db
        .select({ id, name, status, createdAt })
        .from(projects)
        .where(live)
        .orderBy(desc(id))
        .limit(PAGE);
      await db.select({ n: count() }).from(projects).where(live);
    },
    async createTenants(wanted, concurrency) {
      const queue = [...wanted];
      const runner = async () => {
        for (let name = queue.shift(); name; name = queue.shift()) await migrator.createTenant(name);
      };
      await Promise.all(Array.from({ length: concurrency }, runner));
    },
    migrateAll: (_wanted, concurrency) => migrator.migrateAll({ concurrency }),
    close: () => manager.dispose(),
  };
}
