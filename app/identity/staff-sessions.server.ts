/** Sessions of staff on the platform's hostname, in a table of their own. Who comes and goes is audited. */
import type { RequestInfo } from "#app/context.ts";
import {
  createStaffSession,
  getStaffSession,
  getStaffSessionOwner,
  type NewStaffSession,
  revokeStaffSession,
  STAFF_SESSION_ABSOLUTE_HOURS,
  type StaffSession,
  touchStaffSession,
} from "#app/db.people.server.ts";
import { type Actor, type DataTier, recordAudit } from "#app/db.server.ts";
import { type BrowserSessions, browserSessions, COOKIE_OUTLIVES_S } from "./session-storage.server.ts";
import { signedCookie } from "./signed-cookie.server.ts";

const SECONDS_PER_HOUR = 3_600;
const cookie = signedCookie(
  "__Host-tenantry-staff",
  STAFF_SESSION_ABSOLUTE_HOURS * SECONDS_PER_HOUR + COOKIE_OUTLIVES_S,
);

type NewSession = Omit<NewStaffSession, "idHash" | "hostname">;

export function staffSessions(
  { controlDb }: DataTier,
  { hostname, ip, id: requestId }: Pick<RequestInfo, "hostname" | "ip" | "id">,
): BrowserSessions<NewSession, StaffSession> {
  const actor = (id: string): Actor => ({ kind: "staff", id, ip, requestId });
  return browserSessions<NewSession, StaffSession>(cookie, {
    create: (session) =>
      controlDb.write(async (tx) => {
        const isNew = await createStaffSession(tx, { ...session, hostname });
        if (isNew) await recordAudit(tx, { actor: actor(session.userId), action: "staff.enter" });
        return isNew;
      }),
    find: (idHash) => controlDb.read((tx) => getStaffSession(tx, { idHash, hostname })),
    owner: (idHash) => controlDb.read((tx) => getStaffSessionOwner(tx, { idHash, hostname })),
    touch: (idHash) => controlDb.write((tx) => touchStaffSession(tx, idHash)),
    end: (idHash) =>
      controlDb.write(async (tx) => {
        const id = await revokeStaffSession(tx, idHash);
        if (id) await recordAudit(tx, { actor: actor(id), action: "staff.leave" });
      }),
  });
}
