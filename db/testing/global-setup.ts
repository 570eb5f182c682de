/** One disposable PostgreSQL for a run of tests; each test file makes databases of its own in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { createSecrets } from "../control/secrets.ts";
import { startEmbeddedPostgres } from "../embedded/embedded-postgres.ts";
import { ensureDatabase } from "../embedded/runtime.ts";
import { prepareControlPlane } from "../setup/control-plane.ts";

import { startPgBouncer } from "./pgbouncer.ts";

/** `appPort` is where requests come in: the server's own port, or a pooler's. */
export type TestServer = { port: number; appPort: number; adminUser: string; adminPassword: string };

export const TEST_SECRETS_KEY = "test-secrets-key-test-secrets-key-0000";
export const APP_PASSWORD = "test-app-password";
/** A control plane made once, and copied by each test file. */
export const TEMPLATE = "scratch_template";

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
    /** For what tests write; removed when all are done. */
    testFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "tenantry-test-"));
  const folder = mkdtempSync(join(tmpdir(), "tenantry-files-"));
  const server = await startEmbeddedPostgres({ dataDir, disposable: true });
  const { port, adminUser, adminPassword } = server;
  const urls = await ensureDatabase(server, APP_PASSWORD, TEMPLATE);
  await prepareControlPlane(urls, createSecrets(TEST_SECRETS_KEY), { localIdentity: true });
  const pooler = project.config.env.TEST_POOLER ? await startPgBouncer(server, 1) : undefined;
  project.provide("testFolder", folder);
  project.provide("testServer", { port, appPort: pooler?.port ?? port, adminUser, adminPassword });
  return async () => {
    await pooler?.stop();
    await server.stop();
    for (const path of [dataDir, folder]) rmSync(path, { recursive: true, force: true });
  };
}
