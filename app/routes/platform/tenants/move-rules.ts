/** Where a tenant can be moved to, and the form that says so. */
import { z } from "zod";
import type { ClusterCapacity } from "#app/db.server.ts";
import { PLACEMENT_KINDS } from "#app/db.shared.ts";

type Destination = { kind: (typeof PLACEMENT_KINDS)[number]; cluster: string };

/** Every other place on a cluster that accepts tenants; its own cluster first. */
export function destinationsOf(now: Destination, clusters: ClusterCapacity[]): Destination[] {
  const accepting = clusters.filter(({ status }) => status === "accepting").map(({ name }) => name);
  const ordered = accepting.sort((one, other) => Number(other === now.cluster) - Number(one === now.cluster));
  return ordered.flatMap((cluster) =>
    PLACEMENT_KINDS.filter((kind) => kind !== now.kind || cluster !== now.cluster).map((kind) => ({
      ...{ kind, cluster },
    })),
  );
}

const CLUSTER_NAME = /^[a-z0-9-]{1,63}$/;

/** "database:main". */
export const moveChoice = z.object({
  destination: z.string({ error: "validation.required" }).transform((text, context): Destination => {
    const [kind, cluster] = text.split(":");
    const known = PLACEMENT_KINDS.find((each) => each === kind);
    if (known && cluster && CLUSTER_NAME.test(cluster)) return { kind: known, cluster };
    context.addIssue({ code: "custom", message: "platform.actions.move.unknown" });
    return z.NEVER;
  }),
});
