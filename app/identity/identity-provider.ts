/**
 * All that the application asks of whoever knows its people. A provider is a folder of `providers/`: names of
 * events, shapes of messages, names of roles and forms of ids stay in it. What a provider is asked over the
 * network throws ProviderUnavailable where it does not answer, fails, or asks for patience.
 */
import type { SubmissionResult } from "@conform-to/react";
import type { data, LoaderFunctionArgs, MiddlewareFunction } from "react-router";
import type { User, UserFromSource } from "#app/db.people.server.ts";
import type { DataTier, Plan, Role, WebhookEvent } from "#app/db.server.ts";
import type { ThirdParty } from "#app/http/csp.server.ts";
import type { IdentityEvent } from "./identity-event.ts";
import type { Proof } from "./proof.ts";
import type { Invitations } from "./provider-invitations.ts";
import type { ListOptions, Lists, MembershipKey } from "./provider-lists.ts";
import type { Outbox } from "./provider-outbox.ts";

export type RequestArgs = Pick<LoaderFunctionArgs, "request" | "context" | "url" | "params">;

/** Who is signed in on the apex. */
export type Requests = {
  /** Verifies what the browser brings; nothing else is believed. For the apex's requests only. */
  authenticate: MiddlewareFunction<Response>;
  /** What was verified; null for who is not signed in. */
  sessionOf(args: Pick<RequestArgs, "request" | "context">): Promise<ProviderSession | null>;
  /** Takes away what the provider keeps in the browser, where that is ours to do. */
  forget(): Headers;
};
type ProviderSession = Proof & { userId: string; sessionId: string };

export type Users = {
  /** Undefined where the provider knows nobody by this id. */
  fetch(id: string): Promise<UserFromSource | undefined>;
  /** The person's first address, where the provider has verified it. */
  verifiedEmail(id: string): Promise<string | undefined>;
  /** Undefined where the provider knows nobody by this id. */
  fetchSignOns(id: string): Promise<SignOns | undefined>;
  /** The person as they are then; undefined where the provider knows nobody by this id. */
  rename(id: string, name: PersonName): Promise<UserFromSource | undefined>;
};
export type PersonName = { firstName: string; lastName: string };

/** All addresses of a person, and when they last came through the sign-on of which company. */
export type SignOns = { addresses: string[]; throughCompany: { email: string; at: Date }[] };

export type Sessions = {
  /** One that is not there is as good as ended. */
  end(sessionId: string): Promise<void>;
};

type NewOrganization = { userId: string; name: string; slug: string; plan: Plan };

/** Tenants follow from the provider's messages. */
export type Organizations = {
  /** Throws SlugTakenAtProvider. The plan comes back in the event that tells of the organization. */
  create(organization: NewOrganization): Promise<{ organizationId: string }>;
  /** One that this person made since a moment; undefined where it is another's, an older one, or none. */
  findMadeSince(
    made: Pick<NewOrganization, "userId" | "name" | "slug"> & { since: Date },
  ): Promise<{ organizationId: string } | undefined>;
  /** Answers false where the provider does not know it. */
  rename(organizationId: string, name: string): Promise<boolean>;
  /** One that is not there is as good as deleted. */
  remove(organizationId: string): Promise<void>;
  /** Who created it; undefined where the provider does not know it or them. */
  fetchCreator(organizationId: string): Promise<string | undefined>;
  /** Who leads it, the longest there first; undefined where nobody does. */
  fetchLeader(organizationId: string): Promise<string | undefined>;
};

/** Who is in an organization, as what; the provider's messages of it follow. */
export type Memberships = {
  /** Throws RoleNotOffered. */
  requireOffered(role: Role): Promise<void>;
  /** Answers false where the provider knows no such membership. */
  setRole(key: MembershipKey, role: Role): Promise<boolean>;
  /** One that is not there is as good as ended. */
  end(key: MembershipKey): Promise<void>;
  /** Undefined where the person is not in the organization. */
  fetch(key: MembershipKey): Promise<ProviderMembership | undefined>;
  /** Who is in already keeps the role they have. */
  add(key: MembershipKey, role: Role): Promise<void>;
};
type ProviderMembership = { id: string; role: Role; updatedAt: Date };

/** A message whose signature is good; kept as it came. */
export type ReceivedMessage = {
  id: string;
  type: string;
  payload: Record<string, unknown>;
  /** Messages of one organization are brought into effect one after the other. */
  organizationId: string | undefined;
};

export type Messages = {
  /** Undefined for what is unsigned, stale, or no message. */
  receive(headers: Headers, body: string): ReceivedMessage | undefined;
  /** Undefined for a message without an effect here. Throws where it lacks what it must have. */
  read(message: WebhookEvent): Promise<IdentityEvent | undefined>;
};

/** The person signed in on the apex, in one session of the provider. */
export type ApexUser = User & Proof & { sessionId: string };

/** Who looks at a page of the provider's. */
export type Visitor = {
  /** Whom the provider takes for signed in. */
  verified: ApexUser | null;
  /** The same, where this browser began the session or they chose it. */
  user: ApexUser | null;
};

/** Where a way in or up leads to. */
export type Way = { returnTo: string; destination: string | undefined };

/** What a page of the provider's may have done for it. */
export type PageActs = {
  /** Throws a redirect to sign in, which leads back. */
  requireUser(): Promise<ApexUser>;
  /** Ends the session of whoever is signed in, and answers what the browser is to forget. */
  signOut(): Promise<Headers>;
};

/**
 * The server's half of a page that the provider gives; the browser's half is under the same name in
 * `provider-pages.tsx`.
 */
export type ServerPage<Given> = {
  /** What the page shows, and its status where that is not 200; may throw a response. */
  load(args: RequestArgs, given: Given): Promise<{ loaded: unknown; status?: number }>;
  /** What its forms do. Throws a 405 where they post to the provider. */
  submit(args: RequestArgs, acts: PageActs): Promise<PageAnswer>;
};
/** Where to go next, or what the forms are to say. */
type PageAnswer = Response | ReturnType<typeof data<SubmissionResult<string[]>>>;

export type IdentityProvider = {
  /** Names the provider's folder. */
  kind: string;
  /** Signs anybody in, and has tables of its own beside the control plane. */
  isStandIn: boolean;
  /**
   * What runs beside the server. `delivers`: false where no endpoint of this process receives messages; then
   * they wait.
   */
  start(tier: DataTier, options?: { delivers?: boolean }): Promise<{ stop(): Promise<void> }>;
  openLists(options?: ListOptions): Lists;
  requests: Requests;
  users: Users;
  sessions: Sessions;
  organizations: Organizations;
  memberships: Memberships;
  invitations: Invitations;
  messages: Messages;
  pages: {
    /** What its pages in the browser need around them. */
    frame(args: RequestArgs): Promise<unknown>;
    /** What they load that is not ours; on the apex alone. */
    thirdParty(): ThirdParty | undefined;
    signIn: ServerPage<Way & Visitor>;
    signUp: ServerPage<Way & Visitor>;
    /** Where whoever has a second factor gives it, if the sign-in does not ask for it by itself. */
    signInCode: ServerPage<Way>;
    /** Where somebody who is signed in adds one. */
    secondFactor: ServerPage<Way>;
    /** Where a person changes their picture; undefined where the provider keeps none. */
    profile: ServerPage<object> | undefined;
    /** Where pictures of people come from, on every page: origins. */
    pictures(): string[];
    /** Where an owner sets up their company's sign-on and directory, for their organization. */
    companySignOn: ServerPage<{ organizationId: string }>;
    /** Where the link of an invitation leads. */
    invitation: ServerPage<Visitor>;
  };
  /**
   * Mail that the provider keeps instead of sending it, and ours beside it where there is no server for it;
   * undefined where it sends its own.
   */
  outbox: Outbox | undefined;
};
