/** The headers that every answer carries: pages, errors, data, files, and what is refused at the door. */
import { randomBytes } from "node:crypto";
import { env } from "#app/env.server.ts";
import { contentSecurityPolicy, type ThirdParty } from "./csp.server.ts";

const HSTS = "max-age=63072000; includeSubDomains";
const GENERATED = /^text\/(html|x-script)/;
/** A provider's or framework's own talk, which is nobody's business outside. */
const INTERNAL = /^x-clerk-/;

export const newNonce = (): string => randomBytes(16).toString("base64");

/** For what is no page: it loads nothing and stands in no frame. */
const NO_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Those that are the same for whatever is answered; a page brings a policy of its own. */
export const plainHeaders = (requestId: string): Record<string, string> => ({
  "X-Request-Id": requestId,
  "Content-Security-Policy": NO_PAGE,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  ...(env.baseUrl.protocol === "https:" && { "Strict-Transport-Security": HSTS }),
});

/** A path that takes no forms says so; the framework's own refusal does not. */
const READ_ONLY = "GET, HEAD";

type Answered = {
  requestId: string;
  nonce: string;
  /** What the page may load that is not ours. */
  thirdParty?: ThirdParty | undefined;
  pictures: string[];
};

export function dress({ headers, status }: Response, { requestId, nonce, ...sources }: Answered): void {
  if (status === 405 && !headers.has("Allow")) headers.set("Allow", READ_ONLY);
  for (const name of [...headers.keys()]) if (INTERNAL.test(name)) headers.delete(name);
  for (const [name, value] of Object.entries(plainHeaders(requestId))) headers.set(name, value);
  headers.set("Content-Security-Policy", policy(nonce, sources));
  if (GENERATED.test(headers.get("Content-Type") ?? "")) headers.set("Cache-Control", "private, no-store");
}

function policy(nonce: string, sources: Pick<Answered, "thirdParty" | "pictures">): string {
  return contentSecurityPolicy({
    nonce,
    // Signing in posts on the apex and ends on a workspace; signing out goes the other way.
    formTargets: [env.baseUrl.origin, `${env.baseUrl.protocol}//*.${env.baseUrl.host}`],
    ...sources,
    isDev: import.meta.env.DEV,
  });
}
