/** In which language people are written to: the one in which they were last here. */
import { and, eq, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { users } from "./schema/people.ts";

/** Writes nothing where it is known already. */
export async function noteLanguage(tx: ControlTx, userId: string, language: string): Promise<void> {
  await tx
    .update(users)
    .set({ language })
    .where(and(eq(users.id, userId), sql`${users.language} is distinct from ${language}`));
}
