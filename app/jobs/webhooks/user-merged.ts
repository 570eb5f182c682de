/** Two people became one at the provider: the one who stays has whatever the other had. */
import { getMergedInto, mergeUsers } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import type { EventOf } from "#app/identity/identity-event.ts";
import { knownUser } from "#app/identity/users.server.ts";
import { NeedsStaff } from "./needs-staff.ts";

/** Who stays is not there: what is the other's would be nobody's. */
class SurvivorUnknown extends NeedsStaff {
  constructor(from: string, into: string) {
    super(
      `${from} was merged into ${into}, whom nobody knows. Find who they are, and run \`tenantry identity merge\`.`,
    );
    this.name = "SurvivorUnknown";
  }
}

/** In the control plane at once; each tenant has a job of its own, and one out of reach holds up no other. */
export async function applyUserMerged(
  tier: DataTier,
  { from, into: named, happenedAt: mergedAt }: EventOf<"userMerged">,
): Promise<void> {
  // Who stayed may have been merged into a third since.
  const into = await tier.controlDb.read((tx) => getMergedInto(tx, named));
  if (into === from) return;
  if (!(await knownUser(tier, into))) throw new SurvivorUnknown(from, into);
  const by = { actor: { kind: "system" as const }, mergedAt };
  await tier.controlDb.write((tx) => mergeUsers(tx, { from, into }, by));
}
