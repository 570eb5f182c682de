/** Reading a person from the provider, for where no webhook has told of them yet. */
import type { User as ClerkUser } from "@clerk/backend";
import { getUserById, type User, type UserFromSource, upsertUser } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { clerkClient, unlessMissing } from "./client.server.ts";
import { storableText } from "./storable-text.ts";

/**
 * A person, asked for at the provider and kept where no message has told of them: one may have been lost.
 * Undefined where the provider knows nobody by this id, and where they are gone. Throws ProviderUnavailable.
 */
export async function knownUser(tier: DataTier, id: string): Promise<User | undefined> {
  const known = await tier.controlDb.read((tx) => getUserById(tx, id));
  if (known) return known;
  const fetched = await fetchUser(id);
  if (!fetched) return undefined;
  await tier.controlDb.write((tx) => upsertUser(tx, fetched));
  return tier.controlDb.read((tx) => getUserById(tx, id));
}

/** Undefined where the provider knows nobody by this id. */
async function fetchUser(id: string): Promise<UserFromSource | undefined> {
  const client = await clerkClient();
  const user = await unlessMissing(client.users.getUser(id));
  return user && toUser(user);
}

const toUser = (user: ClerkUser): UserFromSource => ({
  id: user.id,
  email: storableText((user.primaryEmailAddress ?? user.emailAddresses[0])?.emailAddress ?? ""),
  firstName: storable(user.firstName),
  lastName: storable(user.lastName),
  avatarUrl: storable(user.imageUrl),
  sourceUpdatedAt: new Date(user.updatedAt),
  hasSecondFactor: user.twoFactorEnabled,
});

const storable = (text: string | null): string | null => (text ? storableText(text) : null);
