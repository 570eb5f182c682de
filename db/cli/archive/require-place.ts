import { LifecycleRefused } from "../../errors.ts";
import type { Tenant } from "../../routing/tenant.ts";
import { isBehind } from "../../tenant/version.ts";

/** Throws LifecycleRefused for what is not made yet, or gone, or has not all the columns that are written. */
export function requireReadablePlace({ slug, status, schemaVersion }: Tenant): void {
  if (status === "provisioning" || status === "purged")
    throw new LifecycleRefused("state", `The tenant ${slug} is ${status}: there is nothing to archive.`);
  if (isBehind(schemaVersion))
    throw new LifecycleRefused(
      "state",
      `The tenant ${slug} is behind: \`tenantry migrate up --tenant ${slug}\` comes first.`,
    );
}
