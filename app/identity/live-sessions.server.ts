/** The sessions that a person has in one workspace: shown to them and to who manages members, and ended. */
import { hash } from "node:crypto";
import { listSessions, type Session } from "#app/db.people.server.ts";
import { type Actor, type DataTier, recordAudit } from "#app/db.server.ts";
import { type Device, deviceOf } from "./device.server.ts";
import { endProviderSession } from "./sign-out.server.ts";

export type LiveSession = Device & {
  /** Names the session in a form; opens nothing. */
  key: string;
  ip: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  isCurrent: boolean;
};

type Person = { tenantId: string; userId: string };

/** The same for as long as the session lives, whatever secret it has. */
const keyOf = ({ sourceSessionId, createdAt }: Session): string =>
  hash("sha256", `${sourceSessionId} ${createdAt.toISOString()}`).slice(0, 32);

const listLive = (tier: DataTier, person: Person): Promise<Session[]> =>
  tier.controlDb.forTenant(person.tenantId).read((tx) => listSessions(tx, person));

/** The one that was used last comes first. `currentIdHash`: the session that asks. */
export async function listLiveSessions(
  tier: DataTier,
  person: Person,
  currentIdHash?: string,
): Promise<LiveSession[]> {
  const sessions = await listLive(tier, person);
  return sessions.map((session) => ({
    ...deviceOf(session.userAgent),
    key: keyOf(session),
    ip: session.ip,
    createdAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
    isCurrent: session.idHash === currentIdHash,
  }));
}

/**
 * Ends the chosen sessions, and those of the provider that they came from: they would come back by themselves
 * otherwise. Answers how many; one that is over already counts for none. `by`: left out, the person.
 */
export async function endLiveSessions(
  tier: DataTier,
  person: Person,
  isChosen: (session: { key: string; idHash: string }) => boolean,
  by?: Actor,
): Promise<number> {
  const sessions = await listLive(tier, person);
  const chosen = sessions.filter((session) => isChosen({ key: keyOf(session), idHash: session.idHash }));
  const sources = new Set(chosen.map(({ sourceSessionId }) => sourceSessionId));
  for (const source of sources) await endProviderSession(tier, source, by);
  return chosen.length;
}

/** All of them, on every device, by somebody else: written down. */
export async function signOutMember(tier: DataTier, person: Person, actor: Actor): Promise<void> {
  const { tenantId, userId } = person;
  const record = { actor, action: "member.signOut", tenantId, detail: { userId } };
  await tier.controlDb.write((tx) => recordAudit(tx, record));
  await endLiveSessions(tier, person, () => true, actor);
}
