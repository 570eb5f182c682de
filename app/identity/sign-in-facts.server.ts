/** How people sign in is of a person, and of no tenant: it is asked for here, of members alone. */
import { listSignInFacts } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";

/** Of members of this tenant alone; of anybody else nothing is answered. */
export const readSignInFacts = (
  { controlDb }: DataTier,
  asked: { tenantId: string; userIds: string[] },
): ReturnType<typeof listSignInFacts> => controlDb.read((tx) => listSignInFacts(tx, asked));
