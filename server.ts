/** The server: checks the environment, makes the database ready, serves, and goes away in good order. */

import { createSecrets } from "./db/control/secrets.ts";
import { fillLocalSecrets } from "./db/embedded/local-secrets.ts";
import { openRuntime } from "./db/embedded/runtime.ts";
import { EnvironmentInvalid } from "./db/env.ts";
import { seedDemo } from "./db/seed.ts";
import { prepareAllClusters } from "./db/setup/clusters.ts";
import { prepareControlPlane } from "./db/setup/control-plane.ts";
import { announce } from "./server/announce.ts";
import { migrateOnBoot } from "./server/boot-migrations.ts";
import { createHttpServer, serve } from "./server/http-server.ts";
import { listenOn } from "./server/listen.ts";
import { createListener } from "./server/listener.ts";
import { openBuild } from "./server/load-build.ts";
import { createShutdown } from "./server/shutdown.ts";

const startedAt = performance.now();
const isDevelopment = process.argv.includes("--dev");
const progress = (message: string) => console.log(`  ${message}`);

async function main(): Promise<void> {
  const shutdown = createShutdown();
  fillLocalSecrets(process.env);
  const server = createHttpServer();
  const source = await openBuild({ devServer: isDevelopment ? server : undefined });
  const { app } = await source.load();
  const { env, isStandIn } = app;

  const runtime = await openRuntime(env, progress);
  shutdown.add({ close: runtime.stop });
  await prepareControlPlane(runtime.urls, createSecrets(env.SECRETS_KEY), { localIdentity: isStandIn });
  const tier = await app.openData(runtime.urls);
  shutdown.add(tier);

  for (const { error, ...where } of await prepareAllClusters(tier))
    app.log.error({ ...where, err: error }, "rights not brought up to date");
  const onBoot = { wanted: env.MIGRATE_ON_BOOT, isEmbedded: runtime.embedded };
  const { tenantFailures, error: refused } = await migrateOnBoot(tier, onBoot);
  if (refused) app.log.error({ err: refused }, "tenants not migrated");
  for (const { tenant, error } of tenantFailures)
    app.log.error({ tenantId: tenant.id, err: error }, "tenant not migrated");
  const demo = runtime.embedded && isStandIn;
  if (demo) await seedDemo(tier, progress);

  const parts = await app.startParts(tier);
  shutdown.add({ close: parts.stop });
  if (env.WORKER === "only") return console.log("  Tenantry's worker is running.");

  serve(server, app, await createListener(source, tier));
  shutdown.addServer(server, await listenOn(server, env.listenAddresses, env.PORT));
  // Streams that never end by themselves would be waited for.
  shutdown.add(tier.liveChanges);
  // Closed first: the sockets of hot reload would keep the server open.
  if (source.vite) shutdown.add(source.vite);
  const elapsedMs = performance.now() - startedAt;
  console.log(announce(env.baseUrl, { demo, isOpen: env.isSignInOpen, elapsedMs }));
}

main().catch((error: NodeJS.ErrnoException) => {
  const inUse =
    error.code === "EADDRINUSE" && "Another program listens on this port. Set PORT to a free one.";
  console.error(error.name === EnvironmentInvalid.name ? error.message : inUse || error);
  process.exitCode = 1;
  // The same way out as after a signal: what was started is stopped.
  process.kill(process.pid, "SIGTERM");
});
