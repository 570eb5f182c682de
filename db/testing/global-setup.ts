/** One disposable PostgreSQL for a run of tests; each test file makes databases of its own in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { prepareControlPlane } from "../control/prepare.ts";
import { createSecrets } from "../control/secrets.ts";
import { startEmbeddedPostgres } from "../embedded/embedded-postgres.ts";
import { ensureDatabase } from "../embedded/runtime.ts";

/** `appPort` is where requests come in: the server's own port, or a pooler's. */ import { startPgBouncer } from "./pgbouncer.ts";

export type TestServer = { port: number; appPort: number; adminUser: string; adminPassword: string };

export const TEST_SECRETS_KEY = "test-secrets-key-test-secrets-key-0000";
export const APP_PASSWORD = "test-app-password";
/** A control plane made once, and copied by each test file. */
export const TEMPLATE = "scratch_template";

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "tenantry-test-"));
  const server = await startEmbeddedPostgres({ dataDir, disposable: true });
  const { port, adminUser, adminPassword } = server;
  const urls = await ensureDatabase(server, APP_PASSWORD, TEMPLATE);
  await prepareControlPlane(urls, createSecrets(TEST_SECRETS_KEY), { localIdentity: true });
  const pooler = project.config.env.TEST_POOLER ? await startPgBouncer(server, 1) : undefined;
  project.provide("testServer", { port, appPort: pooler?.port ?? port, adminUser, adminPassword });
  return async () => {
    await pooler?.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
