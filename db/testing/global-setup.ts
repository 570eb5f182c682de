/** One disposable PostgreSQL for a run of tests; each test file makes databases of its own in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../embedded/embedded-postgres.ts";

export type TestServer = { port: number; adminUser: string; adminPassword: string };

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "tenantry-test-"));
  const server = await startEmbeddedPostgres({ dataDir, disposable: true });
  const { port, adminUser, adminPassword } = server;
  project.provide("testServer", { port, adminUser, adminPassword });
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
