/** Every night what is known here is compared with what the identity provider has. */
import { type DataTier, RemovalsRefused } from "#app/db.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import { reconcileIdentity } from "./reconcile.ts";

export const RECONCILE_JOB = "reconcile-identity";

/** A run that was missed is not made up for: the next one finds all that was lost. */
export const reconcileCrontab = `
23 3 * * * ${RECONCILE_JOB} ?max=3
`;

/** Throws ProviderUnavailable, and is tried again. */
export async function reconcileByItself(tier: DataTier, stopping?: AbortSignal): Promise<void> {
  try {
    const { lines, seen } = await reconcileIdentity(tier, { signal: stopping });
    for (const { error, ...line } of lines) {
      if (error) log.error({ ...line, reason: error }, "identity not repaired");
      else if (line.outcome === "kept") log.info(line, "identity kept as it is");
      else log.info(line, "identity repaired");
    }
    log.info({ seen, found: lines.length }, "identity compared with the provider");
  } catch (error) {
    // The process ends: what was lost is found the next night.
    if (stopping?.aborted) return;
    // Trying again finds the same: somebody has to look at it.
    if (!(error instanceof RemovalsRefused)) throw error;
    log.error({ err: error }, "identity not reconciled");
  }
}
