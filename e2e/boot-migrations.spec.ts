/** Threat: one tenant that cannot be migrated keeps all others from being served. */
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { withAdmin } from "../db/cluster/admin.ts";
import { startEmbeddedPostgres } from "../db/embedded/embedded-postgres.ts";
import { freePort } from "../db/embedded/free-port.ts";
import { embeddedUrls } from "../db/embedded/runtime.ts";
import { ask } from "./http.ts";
import { startServer } from "./server.ts";

const options = { port: await freePort(), dataDir: join(tmpdir(), `tenantry-boot-${process.pid}`) };
const statusOf = async (slug: string) =>
  (await ask({ host: `${slug}.app.localhost:${options.port}`, port: options.port, path: "/dashboard" }))
    .status;
const readiness = async () =>
  JSON.parse((await ask({ port: options.port, path: "/readyz" })).body) as { tenantsBehind: number };

const query = (text: string) =>
  withAdmin(embeddedUrls(options.dataDir)?.adminUrl ?? "", (client) =>
    client.query<{ schema: string }>(text),
  );

test("migrations at boot are a choice, and neither a tenant behind nor one refused keeps a server from starting", async () => {
  let server = await startServer({ ...options, fresh: true });
  try {
    expect([await statusOf("acme"), await statusOf("globex"), (await readiness()).tenantsBehind]).toEqual([
      302, 302, 0,
    ]);
    // As after a deploy of code that needs one migration more than acme has.
    const { rows } = await query(
      "SELECT schema FROM control.placements p JOIN control.tenants t ON t.id = p.tenant_id WHERE t.slug = 'acme'",
    );
    const schema = rows[0]?.schema ?? "";
    await query("UPDATE control.tenants SET schema_version = '20000101000000_old' WHERE slug = 'acme'");
    await server.stop();

    server = await startServer({ ...options, variables: { MIGRATE_ON_BOOT: "off" } });
    expect([await statusOf("acme"), await statusOf("globex"), (await readiness()).tenantsBehind]).toEqual([
      503, 302, 1,
    ]);

    // Somebody has edited what was applied: it is refused, and the others are served.
    await query(`UPDATE "${schema}"._migrations SET checksum = repeat('0', 64)`);
    await server.stop();
    server = await startServer({ ...options, variables: { MIGRATE_ON_BOOT: "on" } });
    expect([await statusOf("acme"), await statusOf("globex")]).toEqual([503, 302]);
    expect(server.output()).toContain("not migrated");
  } finally {
    await server.stop("SIGKILL");
    await (await startEmbeddedPostgres(options)).stop();
    rmSync(options.dataDir, { recursive: true, force: true });
  }
});
