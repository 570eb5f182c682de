/** The server: checks the environment, makes the database ready, serves, and goes away in good order. */
import type { Server } from "node:http";
import { prepareAllClusters } from "./db/cluster/prepare-all.ts";
import { prepareControlPlane } from "./db/control/prepare.ts";
import { createSecrets } from "./db/control/secrets.ts";
import { fillLocalSecrets } from "./db/embedded/local-secrets.ts";
import { openRuntime } from "./db/embedded/runtime.ts";
import { EnvironmentInvalid } from "./db/env.ts";
import { migrateTenants } from "./db/migrate/run.ts";
import { seedDemo } from "./db/seed.ts";
import { announce } from "./server/announce.ts";
import { createHttpServer } from "./server/http-server.ts";
import { createListener } from "./server/listener.ts";
import { openBuild } from "./server/load-build.ts";
import { createShutdown } from "./server/shutdown.ts";

const startedAt = performance.now();
const isDevelopment = process.argv.includes("--dev");
const progress = (message: string) => console.log(`  ${message}`);

async function main(): Promise<void> {
  const shutdown = createShutdown();
  fillLocalSecrets(process.env);
  const source = await openBuild(isDevelopment);
  if (source.vite) shutdown.add(source.vite);
  const { app } = await source.load();
  const { env } = app;
  const isLocal = env.identity === "local";

  const runtime = await openRuntime(env, progress);
  shutdown.add({ close: runtime.stop });
  await prepareControlPlane(runtime.urls, createSecrets(env.SECRETS_KEY), { localIdentity: isLocal });
  const tier = await app.openData(runtime.urls);
  shutdown.add(tier);

  for (const { error, ...where } of await prepareAllClusters(tier))
    app.log.error({ ...where, err: error }, "rights not brought up to date");
  const { failures } = await migrateTenants(tier);
  for (const { tenant, error } of failures)
    app.log.error({ tenantId: tenant.id, err: error }, "tenant not migrated");
  const demo = runtime.embedded && isLocal;
  if (demo) await seedDemo(tier, progress);

  const parts = await app.startParts();
  shutdown.add({ close: parts.stop });
  if (env.WORKER === "only") return console.log("  Tenantry's worker is running.");

  const server = createHttpServer(app, await createListener(source));
  shutdown.addServer(server);
  await listen(server, env.PORT);
  console.log(announce(env.baseUrl, { demo, elapsedMs: performance.now() - startedAt }));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

main().catch((error: NodeJS.ErrnoException) => {
  const inUse =
    error.code === "EADDRINUSE" && "Another program listens on this port. Set PORT to a free one.";
  console.error(error.name === EnvironmentInvalid.name ? error.message : inUse || error);
  process.exitCode = 1;
  // The same way out as after a signal: what was started is stopped.
  process.kill(process.pid, "SIGTERM");
});
