/** Signing up, in and out at the stand-in: what the provider's own pages would do. */
import {
  createLocalSession,
  getLocalUser,
  getLocalUserByEmail,
  type LocalPerson,
  type LocalSession,
  type LocalUser,
  listLocalPeople,
  listLocalPeopleByEmail,
  type NewLocalUser,
} from "#app/db.local.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { bindSession } from "../../companion.server.ts";
import type { Proof } from "../../proof.ts";
import { CLIENT_COOKIE, SESSION_COOKIE } from "../clerk/auth-cookies.ts";
import { addUser, changeUser } from "./changes.ts";
import { localIdentity } from "./instance.server.ts";
import { signSessionToken } from "./token.ts";

type PeopleGroup = { workspace: string | null; people: LocalPerson[] };
export type People = { groups: PeopleGroup[]; staff: LocalPerson[]; hasMore: boolean };

/**
 * The first who can sign in, each once: by the oldest workspace that they are in, then those without one;
 * staff apart, and always.
 */
export async function listPeople(tier: DataTier): Promise<People> {
  const [{ people, hasMore }, staff] = await tier.controlDb.read((tx) =>
    Promise.all([listLocalPeople(tx), listLocalPeopleByEmail(tx, env.STAFF_EMAILS)]),
  );
  const isStaff = (person: LocalPerson) => env.STAFF_EMAILS.includes(person.email.toLowerCase());
  const once = new Map(people.toReversed().map((person) => [person.id, person]));
  const byWorkspace = Map.groupBy(
    people.filter((person) => !isStaff(person) && once.get(person.id) === person),
    (person) => person.organizationName,
  );
  const groups = [...byWorkspace].map(([workspace, members]) => ({ workspace, people: members }));
  return { groups, staff, hasMore };
}

/** Throws `AlreadyTaken("email")`. */
export async function signUp(tier: DataTier, person: Omit<NewLocalUser, "id">): Promise<Headers> {
  const user = await tier.controlDb.write((tx) => addUser(tx, person));
  return startSession(tier, user);
}

export type PersonKey = { userId: string } | { email: string };

export const findPerson = ({ controlDb }: DataTier, by: PersonKey): Promise<LocalUser | undefined> =>
  controlDb.read((tx) => ("userId" in by ? getLocalUser(tx, by.userId) : getLocalUserByEmail(tx, by.email)));

/** With the first factor alone. Undefined where there is no such person. */
export async function signIn(tier: DataTier, by: PersonKey): Promise<Headers | undefined> {
  const user = await findPerson(tier, by);
  return user && startSession(tier, user);
}

export async function startSession(
  tier: DataTier,
  user: LocalUser,
  { hasSecondFactor = false, provedAt = new Date() } = {},
): Promise<Headers> {
  const session = await tier.controlDb.write((tx) => createLocalSession(tx, user.id));
  localIdentity().deliverNow();
  return sessionCookies(session, { provedAt, hasSecondFactor });
}

/** As the real one does, it notes when somebody last came through their company. */
export async function startThroughCompany(tier: DataTier, user: LocalUser): Promise<Headers> {
  const provedAt = new Date();
  await tier.controlDb.write((tx) => changeUser(tx, user.id, { throughCompanyAt: provedAt }));
  return startSession(tier, user, { provedAt });
}

/** A new token for a session, with what was proved in it. */
export async function sessionCookies(session: LocalSession, proof: Proof): Promise<Headers> {
  const { id: sessionId, userId, expiresAt } = session;
  const issuedAt = new Date();
  const claims = { userId, sessionId, issuedAt, expiresAt, ...proof };
  const token = await signSessionToken(localIdentity(), env.baseUrl.origin, claims);
  const seconds = Math.floor(issuedAt.getTime() / 1000);
  const maxAge = Math.floor(expiresAt.getTime() / 1000) - seconds;
  const headers = cookies(token, String(seconds), maxAge);
  headers.append("set-cookie", await bindSession({ id: userId, sessionId }));
  return headers;
}

export const clearedCookies = (): Headers => cookies("", "0", 0);

/** No `Domain`: the browser sends them to the apex only. */
function cookies(token: string, client: string, maxAge: number): Headers {
  const secure = env.baseUrl.protocol === "https:" ? "; Secure" : "";
  const attributes = `Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
  const headers = new Headers();
  headers.append("set-cookie", `${SESSION_COOKIE}=${token}; ${attributes}`);
  headers.append("set-cookie", `${CLIENT_COOKIE}=${client}; ${attributes}`);
  return headers;
}
