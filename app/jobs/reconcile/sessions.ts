/** Sessions at the provider that are over, and from which somebody is still signed in here. */
import { listLiveSourceSessions } from "#app/db.people.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { Compared, Findings, Lost } from "./lost.ts";

export async function findLostSessions({ tier, lists }: Compared): Promise<Findings> {
  const live = await tier.controlDb.read(listLiveSourceSessions);
  const lost: Lost[] = [];
  for (const id of live) {
    if (!(await lists.isSessionOver(id))) continue;
    lost.push({ object: "session", change: "gone", id, message: identity.farewells.session(id) });
  }
  return { seen: live.length, known: live.length, lost };
}
