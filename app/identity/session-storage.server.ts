/** Sessions on a tenant's hostname: React Router's session storage over the control plane's table. */
import { createCookie, createSessionStorage, type SessionStorage } from "react-router";
import {
  createSession,
  type DataTier,
  getSession,
  revokeSession,
  SESSION_ABSOLUTE_DAYS,
  SESSION_TOUCH_SECONDS,
  touchSession,
} from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { soleCookie } from "./cookie-header.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";

/**
 * `__Host-`: the browser takes it over https from this host only, for this host only. No sibling can set it.
 */
export const SESSION_COOKIE = "__Host-tenantry";

export type SessionData = {
  idHash: string;
  userId: string;
  sourceSessionId: string;
  userAgent: string | null;
};

const SECONDS_PER_DAY = 86_400;
const cookie = createCookie(SESSION_COOKIE, {
  httpOnly: true,
  secure: true,
  sameSite: "lax",
  path: "/",
  maxAge: SESSION_ABSOLUTE_DAYS * SECONDS_PER_DAY,
  secrets: [env.SESSION_SECRET],
});

/** The provider's session ended while we were making ours from it. */
export class SourceSessionOver extends Error {
  constructor() {
    super("The identity provider's session is over.");
    this.name = "SourceSessionOver";
  }
}

/** Only sessions of this tenant on this hostname exist to it. */
export function sessionStorage(
  tier: DataTier,
  tenant: { id: string },
  hostname: string,
): SessionStorage<SessionData> {
  const storage = createSessionStorage<SessionData>({ cookie, ...strategy(tier, tenant.id, hostname) });
  return {
    ...storage,
    getSession: (header) => storage.getSession(soleCookie(header ?? null, SESSION_COOKIE)),
  };
}

/** Sessions are the tenant's: read, touched and ended where no other tenant's row is visible. */
const strategy = (tier: DataTier, tenantId: string, hostname: string) => ({
  async createData(data: Partial<SessionData>): Promise<string> {
    const secret = newSecret();
    const { userId, sourceSessionId, userAgent = null } = data;
    if (!userId || !sourceSessionId) throw new Error("A session without a user.");
    const session = { idHash: hashSecret(secret), tenantId, hostname, userId, sourceSessionId, userAgent };
    // Its making looks at what the provider says of its own session, which is no tenant's.
    const isMade = await tier.controlDb.write((tx) => createSession(tx, session));
    if (!isMade) throw new SourceSessionOver();
    return secret;
  },

  async readData(secret: string): Promise<SessionData | null> {
    if (!isSecret(secret)) return null;
    const idHash = hashSecret(secret);
    const session = await tier.controlDb
      .forTenant(tenantId)
      .read((tx) => getSession(tx, { idHash, tenantId, hostname }));
    if (!session) return null;
    if (session.lastSeenAt.getTime() < Date.now() - SESSION_TOUCH_SECONDS * 1000) {
      await tier.controlDb.forTenant(tenantId).write((tx) => touchSession(tx, idHash));
    }
    const { userId, sourceSessionId, userAgent } = session;
    return { idHash, userId, sourceSessionId, userAgent };
  },

  /** A session's facts never change: a new sign-in is a new session. */
  async updateData(): Promise<void> {
    throw new Error("Sessions are not changed.");
  },

  async deleteData(secret: string): Promise<void> {
    if (isSecret(secret))
      await tier.controlDb.forTenant(tenantId).write((tx) => revokeSession(tx, hashSecret(secret)));
  },
});
