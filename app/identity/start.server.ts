import type { DataTier } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { type StartOptions, startLocalIdentity } from "./local/instance.server.ts";

/** What identity needs running beside the server: the stand-in, where there are no keys. */
export async function startIdentity(
  tier: DataTier,
  options: StartOptions = {},
): Promise<{ stop(): Promise<void> }> {
  if (env.identity === "clerk") return { stop: async () => {} };
  return startLocalIdentity(tier, options);
}
