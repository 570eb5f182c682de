/** Sessions at the provider that are over, and from which somebody is still signed in here. */
import { listLiveSourceSessions } from "#app/db.people.server.ts";
import type { Compared, Findings, Lost } from "./lost.ts";

export async function findLostSessions({ tier, lists }: Compared): Promise<Findings> {
  const live = await tier.controlDb.read(listLiveSourceSessions);
  const lost: Lost[] = [];
  for (const id of live) {
    const message = await lists.endOfSession(id);
    if (message) lost.push({ object: "session", change: "gone", id, detail: message.type, message });
  }
  return { seen: live.length, known: live.length, lost };
}
