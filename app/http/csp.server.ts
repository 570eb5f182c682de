/** Pure: the content security policy of one document. */
type Policy = {
  nonce: string;
  /** Where forms may lead to by redirects, beside the page's own origin. */
  formTargets: string[];
  /** Clerk's frontend API, e.g. `https://clerk.example.com`, on pages that load its components. */
  clerkOrigin?: string;
  /** Vite's dev server injects styles and opens a socket. */
  isDev: boolean;
};

export function contentSecurityPolicy({ nonce, formTargets, clerkOrigin, isDev }: Policy): string {
  const clerk = clerkOrigin ? [clerkOrigin] : [];
  const challenges = clerkOrigin ? ["https://challenges.cloudflare.com"] : [];
  const inlineStyles = isDev || clerkOrigin ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`];
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, ...clerk, ...challenges],
    "style-src": ["'self'", ...inlineStyles],
    "img-src": ["'self'", "data:", ...(clerkOrigin ? ["https://img.clerk.com"] : [])],
    "connect-src": ["'self'", ...clerk, ...(isDev ? ["ws:"] : [])],
    "worker-src": ["'self'", ...(clerkOrigin ? ["blob:"] : [])],
    "frame-src": challenges.length > 0 ? challenges : ["'none'"],
    "form-action": ["'self'", ...formTargets],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

/** A publishable key ends in the frontend API's host: `pk_live_` + base64(`clerk.example.com$`). */
export function clerkOriginOf(publishableKey: string): string {
  const host = Buffer.from(publishableKey.split("_").at(-1) ?? "", "base64")
    .toString()
    .replace(/\$$/, "");
  return `https://${host}`;
}
