/** The stand-in's own sign-ins, on the apex. */
import { and, eq, gt, sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { newLocalId } from "./ids.ts";
import { localSessions } from "./schema.ts";

export type LocalSession = typeof localSessions.$inferSelect;

/** No browser code renews the stand-in's tokens, so a session and its token live equally long. */
export const LOCAL_SESSION_DAYS = 7;

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

export async function isLocalSessionActive(tx: ControlTx, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: localSessions.id })
    .from(localSessions)
    .where(
      and(
        eq(localSessions.id, id),
        eq(localSessions.status, "active"),
        gt(localSessions.expiresAt, sql`now()`),
      ),
    );
  return rows.length > 0;
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
