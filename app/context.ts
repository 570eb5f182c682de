/** Typed context keys. None has a default: asking for what no middleware set is an error, never a guess. */
import { createContext } from "react-router";
import type { ControlRunner, DataTier, Role, Tenant, TenantDb } from "./db.server.ts";
import type { PersonPreferences } from "./db.shared.ts";
import type { HostnameMatch } from "./http/hostname.ts";

/** "none": a hostname that is nobody's, refused by the second middleware of the chain. */
export const AREAS = ["apex", "platform", "tenant", "none"] as const;
export type Area = (typeof AREAS)[number];

/** Why a request is not let in, whatever it asks for. */
export type Refusal = { status: 400 | 405; headers?: Record<string, string> };

/** The other end of the socket, as the server saw it. */
export type Client = {
  requestId: string;
  /** The client's own address, as the socket or a trusted proxy says. */
  address: string;
  /** A program on this machine asks, and not for anybody else. */
  isLocal: boolean;
  /** A probe, which may ask by any name. */
  isProbing?: boolean;
  /** No hostname counts: the request has none that can be read, or is a probe. */
  isNameless?: boolean;
  refusal?: Refusal;
};

/**
 * Where this request came in: the area, and its own origin as the browser sees it, e.g.
 * `http://acme.app.localhost:3000`.
 */
export type RequestInfo = {
  id: string;
  area: Area;
  hostname: string;
  origin: string;
  ip: string;
  match: HostnameMatch;
  /** What the browser says of the page that asks: its `Origin` header. */
  sender: string | null;
};

/** Who is signed in on this tenant's hostname. */
export type TenantSession = {
  idHash: string;
  userId: string;
  sourceSessionId: string;
  /** The control plane still counts the person among the tenant's members. */
  isMember: boolean;
  /** When they last proved who they are, and whether with a second factor; null where it is not known. */
  provedAt: Date | null;
  hasSecondFactor: boolean;
  /** Of the company through whose sign-on they came; null: by another way. */
  companyDomain: string | null;
};

/** One person in one tenant. */
export type Member = {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  avatarUrl: string | null;
  role: Role;
};

/** Somebody who runs the platform. No role in a tenant makes anybody staff. */
export type Staff = {
  id: string;
  email: string;
  name: string;
};

/** Set by the server before the chain begins. */
export const dataTierContext = createContext<DataTier>();
export const clientContext = createContext<Client>();
export const nonceContext = createContext<string>();
export const requestContext = createContext<RequestInfo>();
export const tenantContext = createContext<Tenant>();
export const tenantDbContext = createContext<TenantDb>();
/** The control plane as this tenant's pages see it: its own rows alone. */
export const tenantControlContext = createContext<ControlRunner>();
/** What the person who asks chose for every workspace and device; set where one is signed in. */
export const preferencesContext = createContext<PersonPreferences>();
/** Set on tenant hostnames for every request; null where nobody is signed in. */
export const sessionContext = createContext<TenantSession | null>();
/** Set by the member guard of the tenant layout; below it there is always a member. */
export const memberContext = createContext<Member>();
/** Set by the staff guard of the platform's layout; below it there is always somebody of the staff. */
export const staffContext = createContext<Staff>();
