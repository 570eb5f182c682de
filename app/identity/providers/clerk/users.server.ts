/** People at the provider. */
import type { User } from "@clerk/backend";
import type { UserFromSource } from "#app/db.people.server.ts";
import type { Sessions, SignOns, Users } from "../../identity-provider.ts";
import { storableText } from "../../storable-text.ts";
import { type GetClient, unlessMissing } from "./client.server.ts";
import { toPicture } from "./payloads.ts";

export const usersOf = (client: GetClient): Users => ({
  async fetch(id) {
    const user = await unlessMissing(client().users.getUser(id));
    return user && toUser(user);
  },

  async verifiedEmail(id) {
    const user = await unlessMissing(client().users.getUser(id));
    return user && verifiedEmailOf(user);
  },

  async fetchSignOns(id) {
    const user = await unlessMissing(client().users.getUser(id));
    return user && toSignOns(user);
  },

  async rename(id, name) {
    const user = await unlessMissing(client().users.updateUser(id, name));
    return user && toUser(user);
  },
});

const toSignOns = ({ emailAddresses, enterpriseAccounts }: User): SignOns => ({
  addresses: emailAddresses.map(({ emailAddress }) => emailAddress),
  throughCompany: enterpriseAccounts.flatMap(({ active, emailAddress, lastAuthenticatedAt }) =>
    active && lastAuthenticatedAt ? [{ email: emailAddress, at: new Date(lastAuthenticatedAt) }] : [],
  ),
});

export const sessionsOf = (client: GetClient): Sessions => ({
  async end(sessionId) {
    await unlessMissing(client().sessions.revokeSession(sessionId));
  },
});

const toUser = (user: User): UserFromSource => ({
  id: user.id,
  email: storableText((user.primaryEmailAddress ?? user.emailAddresses[0])?.emailAddress ?? ""),
  firstName: storable(user.firstName),
  lastName: storable(user.lastName),
  avatarUrl: toPicture({ image_url: user.imageUrl, has_image: user.hasImage }),
  sourceUpdatedAt: new Date(user.updatedAt),
  hasSecondFactor: user.twoFactorEnabled,
  hasCompanyAccount: user.enterpriseAccounts.some(({ active }) => active),
  isBarred: user.banned || user.deprovisioned,
});

const storable = (text: string | null): string | null => (text ? storableText(text) : null);

/** @internal */
export const verifiedEmailOf = ({ primaryEmailAddress: primary }: User): string | undefined =>
  primary?.verification?.status === "verified" ? primary.emailAddress : undefined;
