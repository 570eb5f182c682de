/** Another PostgreSQL server, for tests that need two clusters. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../embedded/embedded-postgres.ts";
import { ensureDatabase } from "../embedded/runtime.ts";

export type SecondServer = {
  url: string;
  adminUrl: string;
  dataDir: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
};

/** `disposable`: a server that is killed may lose what it has answered for. */
export async function startSecondServer({ disposable = true } = {}): Promise<SecondServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "tenantry-second-"));
  const start = () => startEmbeddedPostgres({ dataDir, disposable });
  let server: EmbeddedPostgres = await start();
  const urls = await ensureDatabase(server, "second-password", "shared");
  return {
    ...urls,
    dataDir,
    stop: () => server.stop(),
    start: async () => {
      server = await start();
    },
    remove: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
