/** From what an owner types to a domain that can be proven, or to what is wrong with it. */
import { domainToASCII } from "node:url";
import providers from "email-providers";
import { parse } from "tldts";

/** Public too, and not in the list. */
const ALSO_PUBLIC = ["fastmail.com", "fastmail.fm", "tuta.com", "tuta.io", "tutanota.com", "tutanota.de"];
const PUBLIC = new Set<string>([...providers, ...ALSO_PUBLIC]);
/** What a browser's reader of addresses would take for more than a name. */
const NO_NAME = /[\s/?#:%\\[\]]/u;

export type ReadDomain = { domain: string } | { error: DomainError };
type DomainError =
  | "mailDomains.errors.malformed"
  | "mailDomains.errors.publicSuffix"
  | "mailDomains.errors.publicProvider";

/** Takes `example.com` and `@example.com`, in any script and any capitals; answers ASCII in lower case. */
export function readMailDomain(typed: string): ReadDomain {
  const name = typed.replace(/^@/, "").replace(/\.$/, "");
  const ascii = NO_NAME.test(name) ? "" : domainToASCII(name);
  const { hostname, domain, publicSuffix, isIcann, isIp } = parse(ascii, { allowPrivateDomains: true });
  if (!ascii || isIp || hostname !== ascii || !publicSuffix) return { error: "mailDomains.errors.malformed" };
  if (!domain) {
    const isKnown = isIcann || publicSuffix.includes(".");
    return { error: isKnown ? "mailDomains.errors.publicSuffix" : "mailDomains.errors.malformed" };
  }
  if (PUBLIC.has(ascii) || PUBLIC.has(domain)) return { error: "mailDomains.errors.publicProvider" };
  return { domain: ascii };
}
