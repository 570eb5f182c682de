/** Pure: which of our areas a hostname belongs to. Nothing here touches the network or a database. */

export type HostnameMatch =
  | { area: "apex"; hostname: string }
  | { area: "platform"; hostname: string }
  /**
   * A name that may be a tenant's: a single label below the base, or some other hostname (a custom domain).
   */
  | { area: "tenant"; hostname: string; slug: string | null }
  /** A well-formed name that can be nobody's. */
  | { area: "unknown"; hostname: string }
  /** Not a hostname at all: answered with 400, never echoed. */
  | { area: "invalid" };

const MAX_HOST_LENGTH = 259;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.?(:\d{1,5})?$/i;
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
export const PLATFORM_LABEL = "platform";

/**
 * The normalised form of a `Host` header: lower case, no port, no trailing dot. Undefined for what is no
 * hostname. WHATWG URL is the one parser that decides; what it would quietly rewrite (`1.1`, `%61`, unicode)
 * is refused before.
 */
export function normaliseHost(host: string | null): string | undefined {
  if (!host || host.length > MAX_HOST_LENGTH || !HOST.test(host)) return undefined;
  const url = URL.parse(`http://${host}/`);
  if (!url) return undefined;
  const typed = host.toLowerCase().replace(/:\d+$/, "");
  if (url.hostname !== typed) return undefined;
  return typed.replace(/\.$/, "");
}

/** Matches a `Host` header against the base hostname, e.g. `app.localhost`. */
export function matchHostname(host: string | null, base: string): HostnameMatch {
  const hostname = normaliseHost(host);
  if (!hostname) return { area: "invalid" };
  if (hostname === base) return { area: "apex", hostname };
  if (hostname === `${PLATFORM_LABEL}.${base}`) return { area: "platform", hostname };
  if (!hostname.endsWith(`.${base}`)) return foreignHostname(hostname);
  const label = hostname.slice(0, -base.length - 1);
  return label.includes(".") ? { area: "unknown", hostname } : { area: "tenant", hostname, slug: label };
}

function foreignHostname(hostname: string): HostnameMatch {
  const canBeDomain = hostname.includes(".") && !IPV4.test(hostname);
  return canBeDomain ? { area: "tenant", hostname, slug: null } : { area: "unknown", hostname };
}
