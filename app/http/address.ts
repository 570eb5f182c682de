/**
 * Pure: which host a request is for and whose address it comes from. One reader for both ways in, the
 * socket's own and that of the one proxy in front of it; what it does not name never reaches the application.
 */
import { isIP } from "node:net";
import { normaliseHost } from "#app/http/hostname.ts";

/** The parts of a request that decide; `rawHeaders` as node:http gives them, names and values in turn. */
export type Arrival = { rawHeaders: readonly string[]; socketAddress: string; trustProxy: boolean };
/** `host` as it was sent, port included, in a form that has one reading; undefined where there is none. */
export type Address = { host: string | undefined; ip: string };

/** A trusted proxy says the host and the client's address by these two, and by nothing else. */
const PROXY_HOST = "x-forwarded-host";
const PROXY_CLIENT = "x-forwarded-for";

export function readAddress({ rawHeaders, socketAddress, trustProxy }: Arrival): Address {
  const hosts = valuesOf(rawHeaders, "host");
  const typed = hosts.length === 1 ? hosts[0] : undefined;
  const forwarded = trustProxy ? lastOf(valuesOf(rawHeaders, PROXY_HOST)) : undefined;
  const host = typed === undefined ? undefined : (forwarded ?? typed);
  const client = trustProxy ? readIp(lastOf(valuesOf(rawHeaders, PROXY_CLIENT))) : undefined;
  return { host: normaliseHost(host ?? null) ? host : undefined, ip: client ?? unmapped(socketAddress) };
}

/** Each value that is sent under a name, in the order of the headers. */
function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
}

/** One hop is trusted: of a list, over one line or several, the last item is what that hop wrote. */
const lastOf = (values: string[]): string | undefined =>
  values.join(",").split(",").at(-1)?.trim() || undefined;

/** An address, with or without a port; undefined for what is none. */
function readIp(text: string | undefined): string | undefined {
  const bare = text?.replace(/^\[([^\]]*)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  return bare && isIP(bare) ? unmapped(bare) : undefined;
}

/** An IPv4 address that reached an IPv6 socket is the same address. */
const unmapped = (ip: string): string => ip.replace(/^::ffff:(?=\d+\.)/i, "");

/** Headers by which a proxy, a provider or a framework is told something; nobody outside may say it. */
const NOT_FROM_OUTSIDE =
  /^(forwarded|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip|fastly-client-ip|x-original-.*|x-rewrite-url|x-host|x-http-method.*|x-method-override|x-clerk-.*|x-react-router-.*|x-remix-.*)$/i;

export const isFromOutside = (name: string): boolean => !NOT_FROM_OUTSIDE.test(name);
