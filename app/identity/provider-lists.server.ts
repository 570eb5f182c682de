/**
 * All that the provider has, list by list and page by page, and each object once more by its id. Every object
 * is as the provider's own messages tell it.
 */
import { setTimeout as wait } from "node:timers/promises";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { answered, clerkClient, ProviderUnavailable } from "./client.server.ts";

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

/** `pauseMs`: none is waited for in a test of what is done with the answers. */
export type ListOptions = { pauseMs?: number };

type Page = { limit: number; offset: number };
type Answer = { data: { raw: object | null }[]; totalCount: number };
type Ask = <T>(call: () => Promise<T>) => Promise<T>;

export type ProviderLists = Awaited<ReturnType<typeof openProviderLists>>;

/** Every call throws ProviderUnavailable where the provider does not answer, or asks for much patience. */
export async function openProviderLists({ pauseMs = PAUSE_MS }: ListOptions = {}) {
  const { organizations, users, sessions } = await clerkClient();
  const ask = inTurn(pauseMs);
  const pages = (list: (page: Page) => Promise<Answer>) => allPages((page) => ask(() => list(page)));
  const rawOf = async (call: () => Promise<{ raw: object | null }>) =>
    (await ask(() => unlessNotFound(call())))?.raw ?? undefined;
  const OLDEST_FIRST = { orderBy: "+created_at" } as const;
  return {
    users: () => pages((page) => users.getUserList({ ...page, ...OLDEST_FIRST })),
    organizations: () => pages((page) => organizations.getOrganizationList({ ...page, ...OLDEST_FIRST })),
    /** Of all organizations. */
    memberships: () =>
      pages((page) => organizations.getInstanceOrganizationMembershipList({ ...page, ...OLDEST_FIRST })),
    /** In every state. */
    invitations: (organizationId: string) =>
      pages((page) => organizations.getOrganizationInvitationList({ organizationId, ...page })),
    user: (id: string) => rawOf(() => users.getUser(id)),
    organization: (organizationId: string) => rawOf(() => organizations.getOrganization({ organizationId })),
    membership: async ({ organizationId, userId }: { organizationId: string; userId: string }) => {
      const asked = { organizationId, userId: [userId], limit: 1 };
      const list = await ask(() => unlessNotFound(organizations.getOrganizationMembershipList(asked)));
      return list?.data[0]?.raw ?? undefined;
    },
    invitation: (organizationId: string, invitationId: string) =>
      rawOf(() => organizations.getOrganizationInvitation({ organizationId, invitationId })),
    /** Undefined where the provider knows no such session. */
    sessionStatus: async (id: string) =>
      (await ask(() => unlessNotFound(sessions.getSession(id))))?.status as string | undefined,
  };
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
