/** Sessions on the platform's hostname: a signed `__Host-` cookie over a row of their own table. */
import { createCookie } from "react-router";
import {
  type Actor,
  createStaffSession,
  type DataTier,
  getStaffSession,
  type NewStaffSession,
  recordAudit,
  revokeStaffSession,
  SESSION_TOUCH_SECONDS,
  STAFF_SESSION_ABSOLUTE_HOURS,
  type StaffSession,
  touchStaffSession,
} from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { soleCookie } from "./cookie-header.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";

const STAFF_COOKIE = "__Host-tenantry-staff";
const SECONDS_PER_HOUR = 3_600;

const cookie = createCookie(STAFF_COOKIE, {
  httpOnly: true,
  secure: true,
  sameSite: "lax",
  path: "/",
  maxAge: STAFF_SESSION_ABSOLUTE_HOURS * SECONDS_PER_HOUR,
  secrets: [env.SESSION_SECRET],
});

/** The live session of this browser on this hostname, or null. Of two cookies neither counts. */
export async function readStaffSession(
  tier: DataTier,
  request: Request,
  hostname: string,
): Promise<StaffSession | null> {
  const idHash = await readIdHash(request);
  if (!idHash) return null;
  const session = await tier.controlDb.read((tx) => getStaffSession(tx, { idHash, hostname }));
  if (!session) return null;
  if (session.lastSeenAt.getTime() < Date.now() - SESSION_TOUCH_SECONDS * 1000) {
    await tier.controlDb.write((tx) => touchStaffSession(tx, idHash));
  }
  return session;
}

/**
 * Always a new session: the one that the browser brought along ends. Undefined where the provider's is over.
 */
export async function startStaffSession(
  tier: DataTier,
  request: Request,
  session: Omit<NewStaffSession, "idHash">,
  from: Pick<Actor, "ip" | "requestId">,
): Promise<string | undefined> {
  const former = await readIdHash(request);
  const secret = newSecret();
  const isMade = await tier.controlDb.write(async (tx) => {
    if (former) await revokeStaffSession(tx, former);
    const isNew = await createStaffSession(tx, { ...session, idHash: hashSecret(secret) });
    const actor: Actor = { kind: "staff", id: session.userId, ...from };
    if (isNew) await recordAudit(tx, { actor, action: "staff.enter" });
    return isNew;
  });
  return isMade ? cookie.serialize(secret) : undefined;
}

/** Answers the header that takes the cookie away. */
export async function endStaffSession(
  tier: DataTier,
  request: Request,
  from: Pick<Actor, "ip" | "requestId">,
): Promise<string> {
  const idHash = await readIdHash(request);
  if (idHash) {
    await tier.controlDb.write(async (tx) => {
      const id = await revokeStaffSession(tx, idHash);
      if (id) await recordAudit(tx, { actor: { kind: "staff", id, ...from }, action: "staff.leave" });
    });
  }
  return cookie.serialize("", { maxAge: 0 });
}

async function readIdHash(request: Request): Promise<string | undefined> {
  const secret: unknown = await cookie.parse(soleCookie(request.headers.get("cookie"), STAFF_COOKIE));
  return isSecret(secret) ? hashSecret(secret) : undefined;
}
