/** A person, for where no message of the provider has told of them yet. */
import { getUserById, type User, upsertUser } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { identity } from "./identity.server.ts";

/**
 * A person, asked for at the provider and kept where no message has told of them: one may have been lost.
 * Undefined where the provider knows nobody by this id, and where they are gone. Throws ProviderUnavailable.
 */
export async function knownUser(tier: DataTier, id: string): Promise<User | undefined> {
  const known = await tier.controlDb.read((tx) => getUserById(tx, id));
  if (known) return known;
  const fetched = await identity.users.fetch(id);
  if (!fetched) return undefined;
  await tier.controlDb.write((tx) => upsertUser(tx, fetched));
  return tier.controlDb.read((tx) => getUserById(tx, id));
}
