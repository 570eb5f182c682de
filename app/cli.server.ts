/**
 * What the command line needs of the web tier: it runs these files as they are, beside a server or without
 * one.
 */
import { type DataTier, IdentityUnavailable, type ReconcileReport } from "./db.server.ts";
import { identity } from "./identity/identity.server.ts";
import { ProviderUnavailable } from "./identity/provider-errors.ts";
import { type ReconcileOptions, reconcileIdentity } from "./jobs/reconcile/reconcile.ts";

/** Throws IdentityUnavailable and RemovalsRefused, with nothing done. */
export async function reconcile(tier: DataTier, options: ReconcileOptions): Promise<ReconcileReport> {
  // Messages are left to the server: it alone receives them.
  const started = await identity.start(tier, { delivers: false });
  try {
    return await reconcileIdentity(tier, options);
  } catch (error) {
    throw error instanceof ProviderUnavailable ? new IdentityUnavailable(error) : error;
  } finally {
    await started.stop();
  }
}
