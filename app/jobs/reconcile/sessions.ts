/** Sessions at the provider that are over, and from which somebody is still signed in here. */
import { listLiveSourceSessions } from "#app/db.people.server.ts";
import type { Compared, Findings, Lost } from "./lost.ts";

/** Of these the provider tells; one that grew old there says nothing of ours, which end by themselves. */
const OVER = new Set(["ended", "removed", "revoked"]);

export async function findLostSessions({ tier, lists }: Compared): Promise<Findings> {
  const live = await tier.controlDb.read(listLiveSourceSessions);
  const lost: Lost[] = [];
  for (const id of live) {
    const status = await lists.sessionStatus(id);
    if (status === undefined || !OVER.has(status)) continue;
    const message = { type: `session.${status}`, data: { id, object: "session" } };
    lost.push({ object: "session", change: "gone", id, detail: status, message });
  }
  return { seen: live.length, known: live.length, lost };
}
