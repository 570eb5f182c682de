/** The peer's packages, in a folder of their own: installed when a benchmark first asks for them. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "..", "peer");

export type Peer = {
  /** Reads 20 rows and a count of one tenant, awaited in turn. */
  read(schema: string): Promise<void>;
  createTenants(schemas: string[], concurrency: number): Promise<void>;
  migrateAll(schemas: string[], concurrency: number): Promise<{ succeeded: number }>;
  close(): Promise<void>;
};
export type PeerOptions = { url: string; migrationsFolder: string; schemas: string[] };

export async function openPeer(options: PeerOptions): Promise<Peer> {
  if (!existsSync(join(FOLDER, "node_modules", "drizzle-multitenant"))) {
    process.stderr.write("  installing the peer …\n");
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: FOLDER,
      stdio: "inherit",
    });
  }
  const { open } = (await import(join(FOLDER, "peer.js"))) as { open(options: PeerOptions): Promise<Peer> };
  return open(options);
}
