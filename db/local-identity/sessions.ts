/** The stand-in's own sign-ins, on the apex. */
import { and, eq, sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { newLocalId } from "./ids.ts";
import { localSessions } from "./schema.ts";

export type LocalSession = typeof localSessions.$inferSelect;

/** No browser code renews the stand-in's tokens, so a session and its token live equally long. */
const LOCAL_SESSION_DAYS = 7;

export async function createLocalSession(tx: ControlTx, userId: string): Promise<LocalSession> {
  const [created] = await tx
    .insert(localSessions)
    .values({
      id: newLocalId("sess"),
      userId,
      expiresAt: sql`now() + make_interval(days => ${LOCAL_SESSION_DAYS})`,
    })
    .returning();
  if (!created) throw new Error("A session was inserted and not returned.");
  return created;
}

export async function getLocalSession(tx: ControlTx, id: string): Promise<LocalSession | undefined> {
  const rows = await tx.select().from(localSessions).where(eq(localSessions.id, id));
  return rows[0];
}

/** Undefined where it was over already. */
export async function endLocalSession(
  tx: ControlTx,
  id: string,
  status: "ended" | "revoked",
): Promise<LocalSession | undefined> {
  const rows = await tx
    .update(localSessions)
    .set({ status, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(localSessions.id, id), eq(localSessions.status, "active")))
    .returning();
  return rows[0];
}
