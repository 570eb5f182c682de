/**
 * All that the provider has, list by list and page by page, and each object once more by its id. Every object
 * is as the provider's own messages tell it.
 */
import { setTimeout as wait } from "node:timers/promises";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import type { EventOf, IdentityEventType } from "../../identity-event.ts";
import type { IdentityProvider, Listed } from "../../identity-provider.ts";
import { ProviderUnavailable } from "../../provider-errors.ts";
import { storable } from "../../storable-text.ts";
import { answered, type GetClient } from "./client.server.ts";
import { type Resolve, readEvent } from "./events.server.ts";
import { organizationIn } from "./messages.server.ts";

/** Objects that one call asks for. */
const PAGE_SIZE = 100;
/** Between two calls: a development instance of the provider takes 100 in ten seconds, and others ask too. */
const PAUSE_MS = 150;
/** How often one call is made again because the provider asked for patience. */
const MAX_WAITS = 5;
/** Asked for patience without a word of how much. */
const DEFAULT_WAIT_S = 10;
/** Longer than this nobody waits. */
const MAX_WAIT_S = 60;
/** How often a list is read in all, where it changes while it is read. */
const MAX_ROUNDS = 3;
const TOO_MANY = 429;
const NOT_FOUND = 404;

type Page = { limit: number; offset: number };
type Answer = { data: { raw: object | null }[]; totalCount: number };
type Ask = <T>(call: () => Promise<T>) => Promise<T>;

/** Of these sessions the provider's messages tell. */
const OVER = new Set(["ended", "removed", "revoked"]);
const OLDEST_FIRST = { orderBy: "+created_at" } as const;

export const listsOf =
  (getClient: GetClient, resolve: Resolve): IdentityProvider["lists"] =>
  ({ pauseMs = PAUSE_MS } = {}) => {
    const { organizations, users, sessions } = getClient();
    const ask = inTurn(pauseMs);
    const listed = <Type extends IdentityEventType>(type: string) => {
      const of = (raw: object) => toListed<Type>(type, raw, resolve);
      return {
        async *pages(list: (page: Page) => Promise<Answer>) {
          for await (const page of allPages((asked) => ask(() => list(asked))))
            yield await Promise.all(page.map(of));
        },
        async one(call: () => Promise<{ raw: object | null } | undefined>) {
          const raw = (await ask(() => unlessNotFound(call())))?.raw;
          return raw ? of(raw) : undefined;
        },
      };
    };
    const user = listed<"userChanged">("user.updated");
    const organization = listed<"organizationChanged">("organization.updated");
    const membership = listed<"memberChanged">("organizationMembership.updated");
    const invitation = listed<"invitationChanged">("organizationInvitation.created");
    return {
      users: () => user.pages((page) => users.getUserList({ ...page, ...OLDEST_FIRST })),
      organizations: () =>
        organization.pages((page) => organizations.getOrganizationList({ ...page, ...OLDEST_FIRST })),
      memberships: () =>
        membership.pages((page) =>
          organizations.getInstanceOrganizationMembershipList({ ...page, ...OLDEST_FIRST }),
        ),
      invitations: (organizationId) =>
        invitation.pages((page) => organizations.getOrganizationInvitationList({ organizationId, ...page })),
      user: (id) => user.one(() => users.getUser(id)),
      organization: (organizationId) =>
        organization.one(() => organizations.getOrganization({ organizationId })),
      membership: ({ organizationId, userId }) =>
        membership.one(async () => {
          const asked = { organizationId, userId: [userId], limit: 1 };
          return (await organizations.getOrganizationMembershipList(asked)).data[0];
        }),
      invitation: (organizationId, invitationId) =>
        invitation.one(() => organizations.getOrganizationInvitation({ organizationId, invitationId })),
      async isSessionOver(id) {
        const session = await ask(() => unlessNotFound(sessions.getSession(id)));
        return OVER.has(session?.status ?? "");
      },
    };
  };

/** In text that can be stored. */
async function toListed<Type extends IdentityEventType>(
  type: string,
  raw: object,
  resolve: Resolve,
): Promise<Listed<Type>> {
  const payload = { type, object: "event", data: storable(raw) };
  const message = { type, payload, organizationId: organizationIn(payload.data) };
  const asMessage = { ...message, id: "", receivedAt: new Date(), processedAt: null };
  return { message, event: (await readEvent(asMessage, resolve)) as EventOf<Type> };
}

/** A list that became shorter while it was read is read again: what stood behind was on no page. */
async function* allPages(list: (page: Page) => Promise<Answer>): AsyncGenerator<object[]> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let total = 0;
    let isSteady = true;
    for (let offset = 0; offset === 0 || offset < total; offset += PAGE_SIZE) {
      const { data, totalCount } = await list({ limit: PAGE_SIZE, offset });
      isSteady &&= totalCount >= total;
      total = totalCount;
      yield data.flatMap(({ raw }) => raw ?? []);
    }
    if (isSteady) return;
  }
}

/** One call after the other, with a pause between them. */
function inTurn(pauseMs: number): Ask {
  let isFirst = true;
  return async (call) => {
    if (!isFirst && pauseMs > 0) await wait(pauseMs);
    isFirst = false;
    return patiently(call);
  };
}

/** As the provider says: "after so many seconds". */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let waits = 0; ; waits++) {
    try {
      return await answered(call());
    } catch (error) {
      const waitS = waitAsked(error);
      if (waitS === undefined) throw isClerkAPIResponseError(error) ? refused(error) : error;
      if (waits === MAX_WAITS || waitS > MAX_WAIT_S) throw new ProviderUnavailable({ cause: error });
      await wait(waitS * 1000);
    }
  }
}

/** A list is never refused to who has the right key. */
const refused = (cause: Error) => new ProviderUnavailable({ cause });

/** Undefined where that is not what it asks for. */
function waitAsked(error: unknown): number | undefined {
  const cause = error instanceof ProviderUnavailable ? error.cause : error;
  if (!isClerkAPIResponseError(cause) || cause.status !== TOO_MANY) return undefined;
  return cause.retryAfter ?? DEFAULT_WAIT_S;
}

async function unlessNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.status === NOT_FOUND) return undefined;
    throw error;
  }
}
