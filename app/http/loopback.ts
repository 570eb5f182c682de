/** Pure: which addresses the server listens on, and whether they, or a name, lead to this machine alone. */
import { isIP } from "node:net";

/** A browser may take either for `localhost` and the names below it. */
const LOOPBACK = ["127.0.0.1", "::1"];
const LOOPBACK_V4 = /^127(\.\d{1,3}){3}$/;
const UNSPECIFIED = ["0.0.0.0", "::"];
const HOSTNAME = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i;

export const isAddressOrName = (host: string): boolean => isIP(host) > 0 || HOSTNAME.test(host);

/**
 * True for a name or address that no other machine reaches. Takes URL's form of IPv6, in brackets, as well.
 */
export const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  LOOPBACK_V4.test(host) ||
  host === "::1" ||
  host === "[::1]";

/** Where to listen; none means on every address. */
export function listenAddresses(host: string | undefined, isLoopbackDefault: boolean): string[] {
  if (host === undefined) return isLoopbackDefault ? LOOPBACK : [];
  return host === "localhost" ? LOOPBACK : [host];
}

/** Where this process reaches itself. */
export function ownAddress(addresses: string[]): string {
  const [first = "0.0.0.0"] = addresses;
  return UNSPECIFIED.includes(first) ? "127.0.0.1" : first;
}
