/**
 * All that the provider has, list by list and page by page, and each object once more by its id. Every object
 * is as the provider's own messages tell it.
 */
import type { WebhookEvent } from "#app/db.server.ts";
import type { Listed, ListOptions, Lists, LostMessage } from "../../provider-lists.ts";
import { storable } from "../../storable-text.ts";
import type { GetClient } from "./client.server.ts";
import { type Resolve, readEvent } from "./events.server.ts";
import { organizationIn, withoutOwnWords } from "./messages.server.ts";
import { type Ask, inTurn, unlessNotFound } from "./patient-calls.server.ts";
import { PROVIDER_ROLES } from "./roles.ts";

/** Objects that one call asks for. */
const PAGE_SIZE = 100;
/** Between two calls: a development instance of the provider takes 100 in ten seconds, and others ask too. */
const PAUSE_MS = 150;
/** How often a list is read in all, where it changes while it is read. */
const MAX_ROUNDS = 3;

type Page = { limit: number; offset: number };
type Raw = { raw: object | null };
type Answer = { data: Raw[]; totalCount: number };

const OLDEST_FIRST = { orderBy: "+created_at" } as const;

export const listsOf =
  (client: GetClient, resolve: Resolve) =>
  ({ pauseMs = PAUSE_MS, signal }: ListOptions = {}): Lists => {
    const { organizations, users, sessions } = client();
    const ask = inTurn(pauseMs, signal);
    const read = readers(resolveBy(ask, resolve));
    async function* pages<T>(list: (page: Page) => Promise<Answer>, toListed: (raw: object) => Promise<T>) {
      for await (const raws of allPages((page) => ask(() => list(page))))
        yield await oneByOne(raws, toListed);
    }
    const one = async <T>(call: () => Promise<Raw>, toListed: (raw: object) => Promise<T>) => {
      const raw = (await ask(() => unlessNotFound(call())))?.raw;
      return raw ? toListed(raw) : undefined;
    };
    return {
      users: () => pages((page) => users.getUserList({ ...page, ...OLDEST_FIRST }), read.user),
      organizations: () =>
        pages((page) => organizations.getOrganizationList({ ...page, ...OLDEST_FIRST }), read.organization),
      memberships: () =>
        pages(
          (page) => organizations.getInstanceOrganizationMembershipList({ ...page, ...OLDEST_FIRST }),
          read.membership,
        ),
      invitations: (organizationId) =>
        pages(
          (page) => organizations.getOrganizationInvitationList({ organizationId, ...page }),
          read.invitation,
        ),
      user: (id) => one(() => users.getUser(id), read.user),
      organization: (organizationId) =>
        one(() => organizations.getOrganization({ organizationId }), read.organization),
      membership: async ({ organizationId, userId }) => {
        const asked = { organizationId, userId: [userId], limit: 1 };
        const list = await ask(() => unlessNotFound(organizations.getOrganizationMembershipList(asked)));
        const raw = list?.data[0]?.raw;
        return raw ? read.membership(raw) : undefined;
      },
      invitation: (organizationId, invitationId) =>
        one(() => organizations.getOrganizationInvitation({ organizationId, invitationId }), read.invitation),
      endOfSession: async (id) => {
        const status = (await ask(() => unlessNotFound(sessions.getSession(id))))?.status;
        return status && OVER.has(status)
          ? toMessage(`session.${status}`, { id, object: "session" })
          : undefined;
      },
      gone: GONE,
    };
  };

/** Reading an object may ask for what it leaves out, and waits for its turn then. */
const resolveBy = (ask: Ask, { organizations, offered }: Resolve): Resolve => ({
  organizations: { fetchCreator: (id) => ask(() => organizations.fetchCreator(id)) },
  offered: { ...offered, hasOwnerRole: () => ask(offered.hasOwnerRole) },
});

async function oneByOne<T>(raws: object[], toListed: (raw: object) => Promise<T>): Promise<T[]> {
  const listed: T[] = [];
  for (const raw of raws) listed.push(await toListed(raw));
  return listed;
}

/** Of these the provider tells; one that grew old there says nothing of ours, which end by themselves. */
const OVER = new Set(["ended", "removed", "revoked"]);

type Data = LostMessage["data"];

const toMessage = (type: string, data: Data): LostMessage => ({
  type,
  data,
  organizationId: organizationIn(data),
});

/** As a job gets it: without a moment, because nobody has said when it happened. */
const asEvent = ({ type, data }: LostMessage): WebhookEvent => ({
  id: "",
  type,
  payload: { type, data },
  receivedAt: new Date(),
  processedAt: null,
});

/** A raw object by the message that would have told of it, and as that message is read. */
function readers(resolve: Resolve) {
  const reader =
    <T>(
      typeOf: (data: Data) => string,
      objectIn: (event: Awaited<ReturnType<typeof readEvent>>) => T | undefined,
    ) =>
    async (raw: object): Promise<Listed<T>> => {
      const data = storable(withoutOwnWords(raw)) as Data;
      const message = toMessage(typeOf(data), data);
      const object = objectIn(await readEvent(asEvent(message), resolve));
      if (!object) throw new Error(`${message.type} tells of nothing.`);
      return { object, message };
    };
  return {
    user: reader(
      () => "user.updated",
      (event) => (event?.type === "userChanged" ? event.user : undefined),
    ),
    organization: reader(
      () => "organization.updated",
      (event) => (event?.type === "organizationChanged" ? event.organization : undefined),
    ),
    membership: reader(
      () => "organizationMembership.updated",
      (event) => (event?.type === "memberChanged" ? event.member : undefined),
    ),
    invitation: reader(
      ({ status }) => `organizationInvitation.${TOLD_BY.get(status) ?? "created"}`,
      (event) => (event?.type === "invitationChanged" ? event.invitation : undefined),
    ),
  };
}

const TOLD_BY = new Map<unknown, string>([
  ["accepted", "accepted"],
  ["revoked", "revoked"],
]);

const deleted = (object: string, id: string): LostMessage =>
  toMessage(`${object}.deleted`, { id, object, deleted: true });

const GONE: Lists["gone"] = {
  user: (id) => deleted("user", id),
  organization: (id) => deleted("organization", id),
  membership: ({ membershipId: id, organizationId, userId }) =>
    toMessage("organizationMembership.deleted", {
      id,
      object: "organization_membership",
      organization: { id: organizationId },
      public_user_data: { user_id: userId },
    }),
  // The provider has it no more: nobody can follow it.
  invitation: (organizationId, { id, email, role, expiresAt }) =>
    toMessage("organizationInvitation.revoked", {
      id,
      object: "organization_invitation",
      organization_id: organizationId,
      email_address: email,
      role: PROVIDER_ROLES[role],
      status: "revoked",
      expires_at: expiresAt.getTime(),
    }),
};

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
