/** What is asked of an instance by its API, and what its messages say: alike for every instance. */
import type { IdentityProvider } from "../../identity-provider.ts";
import { clerkClient, type GetClient } from "./client.server.ts";
import { farewells } from "./farewells.ts";
import { invitationsOf } from "./invitations.server.ts";
import type { GetOptions } from "./keys.server.ts";
import { listsOf } from "./lists.server.ts";
import { membershipsOf } from "./memberships.server.ts";
import { messagesOf } from "./messages.server.ts";
import { offeredRoles } from "./offered-roles.server.ts";
import { organizationsOf } from "./organizations.server.ts";
import { sessionsOf, usersOf } from "./users.server.ts";

type Api = Pick<
  IdentityProvider,
  "users" | "sessions" | "organizations" | "memberships" | "invitations" | "messages" | "lists" | "farewells"
>;

export function clerkApi(getOptions: GetOptions): Api {
  const client: GetClient = () => clerkClient(getOptions());
  const offered = offeredRoles(client);
  const organizations = organizationsOf(client);
  return {
    organizations,
    users: usersOf(client),
    sessions: sessionsOf(client),
    memberships: membershipsOf(client, offered),
    invitations: invitationsOf(client, offered),
    messages: messagesOf(getOptions, { organizations, offered }),
    lists: listsOf(client, { organizations, offered }),
    farewells,
  };
}
