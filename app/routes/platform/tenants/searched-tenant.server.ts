import { env } from "#app/env.server.ts";
import { matchHostname } from "#app/http/hostname.ts";

/**
 * What to look for where staff paste an address from a browser or a mail: the slug that it leads to, or the
 * hostname itself where it is none of our own. Anything else is looked for as it is.
 */
export function searchedTenant(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const host = URL.parse(text.includes("://") ? text : `http://${text}`)?.host ?? null;
  const match = matchHostname(host, env.baseHostname);
  if (match.area !== "tenant") return text;
  if (match.slug !== null) return match.slug;
  return text.includes("://") ? match.hostname : text;
}
