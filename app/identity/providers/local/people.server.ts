/** Signing up, in and out at the stand-in: what the provider's own pages would do. */
import {
  createLocalSession,
  getLocalUser,
  getLocalUserByEmail,
  type LocalPerson,
  type LocalUser,
  listLocalPeople,
  listLocalPeopleByEmail,
  type NewLocalUser,
} from "#app/db.local.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { bindSession } from "../../companion.server.ts";
import { CLIENT_COOKIE, SESSION_COOKIE } from "../clerk/auth-cookies.ts";
import { addUser } from "./changes.ts";
import { localIdentity } from "./instance.server.ts";
import { signSessionToken } from "./token.ts";

type PeopleGroup = { workspace: string | null; people: LocalPerson[] };
export type People = { groups: PeopleGroup[]; staff: LocalPerson[]; hasMore: boolean };

/** The first who can sign in: by workspace, then those without one; staff apart, and always. */
export async function listPeople(tier: DataTier): Promise<People> {
  const [{ people, hasMore }, staff] = await tier.controlDb.read((tx) =>
    Promise.all([listLocalPeople(tx), listLocalPeopleByEmail(tx, env.STAFF_EMAILS)]),
  );
  const isStaff = (person: LocalPerson) => env.STAFF_EMAILS.includes(person.email.toLowerCase());
  const byWorkspace = Map.groupBy(
    people.filter((person) => !isStaff(person)),
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

/** Undefined where there is no such person. */
export async function signIn(
  tier: DataTier,
  by: { userId: string } | { email: string },
): Promise<Headers | undefined> {
  const user = await tier.controlDb.read((tx) =>
    "userId" in by ? getLocalUser(tx, by.userId) : getLocalUserByEmail(tx, by.email),
  );
  return user && startSession(tier, user);
}

async function startSession(tier: DataTier, user: LocalUser): Promise<Headers> {
  const standIn = localIdentity();
  const session = await tier.controlDb.write((tx) => createLocalSession(tx, user.id));
  standIn.deliverNow();
  const issuedAt = new Date();
  const token = await signSessionToken(standIn, env.baseUrl.origin, {
    userId: user.id,
    sessionId: session.id,
    issuedAt,
    expiresAt: session.expiresAt,
  });
  const seconds = Math.floor(issuedAt.getTime() / 1000);
  const maxAge = Math.floor(session.expiresAt.getTime() / 1000) - seconds;
  const headers = cookies(token, String(seconds), maxAge);
  headers.append("set-cookie", await bindSession({ id: user.id, sessionId: session.id }));
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
