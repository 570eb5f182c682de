import { randomUUID } from "node:crypto";
import { createSession, getSession } from "../control/sessions.ts";
import type { DataTier } from "../data-tier.ts";

/** Somebody is inside a tenant. Answers a look at the session: undefined once it is over. */
export async function signIn(tier: DataTier, tenantId: string) {
  const key = { idHash: randomUUID(), tenantId, hostname: "acme.app.localhost" };
  await tier.controlDb.write((tx) =>
    createSession(tx, { ...key, userId: "user_1", sourceSessionId: randomUUID(), userAgent: null }),
  );
  return () => tier.controlDb.read((tx) => getSession(tx, key));
}
