/** Reading a person from the provider, for where no webhook has told of them yet. */
import type { User as ClerkUser } from "@clerk/backend";
import type { UserFromSource } from "#app/db.server.ts";
import { clerkClient, unlessMissing } from "./client.server.ts";
import { storableText } from "./storable-text.ts";

/** Undefined where the provider knows nobody by this id. */
export async function fetchUser(id: string): Promise<UserFromSource | undefined> {
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
});

const storable = (text: string | null): string | null => (text ? storableText(text) : null);
