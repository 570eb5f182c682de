/** The place that a tenant moves to: made like any other, as far along as the one that it comes from. */
import { withAdmin } from "../cluster/admin.ts";
import { loginOf } from "../cluster/prepare.ts";
import type { Place } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import { createPlace } from "../lifecycle/create-place.ts";
import { dropPlace } from "../lifecycle/drop-place.ts";
import { applyMigrations } from "../migrate/apply.ts";
import type { LedgerRow } from "../migrate/ledger.ts";
import { standingOf } from "../migrate/standing.ts";
import type { Migration } from "../migration-files.ts";
import { MoveRefused } from "../move-errors.ts";
import { narrowing } from "../tenant/grants.ts";
import { tenantMigrations } from "../tenant/version.ts";
import { raiseFence } from "./fence.ts";
import { isSameServer, onSide, readLedgerOf, type Side } from "./side.ts";

/**
 * Idempotent. It takes no writes of the tenant until the tenant is there. Throws MoveRefused where the source
 * has migrations that this code does not know.
 */
export async function makePlace(tier: DataTier, { from, to }: { from: Side; to: Side }): Promise<void> {
  const ledger = await onSide(from, (client) => readLedgerOf(client, from));
  const migrations = migrationsOf(ledger);
  const { url, adminUrl } = await tier.clusterUrls(to.place.cluster);
  const own = to.place.login;
  await createPlace(toPlacement(to.place), {
    adminUrl,
    login: own?.user ?? loginOf(url),
    ...(own ? { loginPassword: tier.secrets.open(own.sealedPassword) } : {}),
  });
  const { schema } = to.place;
  await withAdmin(to.url, async (client) => {
    await applyMigrations(client, migrations, { schema, after: narrowing(schema), allowLate: true });
    await raiseFence(client, to);
  });
}

/** What was applied, of what this code has. */
function migrationsOf(ledger: LedgerRow[]): Migration[] {
  const known = tenantMigrations();
  const { problems } = standingOf(known, ledger);
  const [unknown] = problems.filter(({ kind }) => kind !== "late");
  if (unknown)
    throw new MoveRefused(
      `Migration ${unknown.migration}, which was applied to it, is not what this release has: move it with the release that it is of.`,
    );
  const applied = new Set(ledger.map(({ name }) => name));
  return known.filter(({ name }) => applied.has(name));
}

/** Idempotent. The role stays where the other place is on the same server. */
export const removePlace = (tier: DataTier, side: Side, other: Side): Promise<void> =>
  dropPlace(tier, toPlacement(side.place), { keepsRole: isSameServer(side, other) });

/** Which version it is says nothing of how it is made. */
const toPlacement = (place: Place) => ({ ...place, version: 0 });
