/** Pure: the content security policy of one document. */

/** Whose code a page loads beside our own, and what that code needs. Origins, or schemes such as `blob:`. */
export type ThirdParty = {
  scripts: string[];
  connections: string[];
  frames: string[];
  workers: string[];
  hasInlineStyles: boolean;
};

type Policy = {
  nonce: string;
  /** Where forms may lead to by redirects, beside the page's own origin. */
  formTargets: string[];
  thirdParty?: ThirdParty | undefined;
  /** Where pictures come from beside the page's own origin. */
  pictures?: string[];
  /** Vite's dev server injects styles and opens a socket. */
  isDev: boolean;
};

const NOBODY: ThirdParty = {
  scripts: [],
  connections: [],
  frames: [],
  workers: [],
  hasInlineStyles: false,
};

export function contentSecurityPolicy({
  nonce,
  formTargets,
  thirdParty = NOBODY,
  pictures = [],
  isDev,
}: Policy): string {
  const { scripts, connections, frames, workers, hasInlineStyles } = thirdParty;
  const inlineStyles = isDev || hasInlineStyles ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`];
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, ...scripts],
    "style-src": ["'self'", ...inlineStyles],
    "img-src": ["'self'", "data:", ...pictures],
    "connect-src": ["'self'", ...connections, ...(isDev ? ["ws:"] : [])],
    "worker-src": ["'self'", ...workers],
    "frame-src": frames.length > 0 ? frames : ["'none'"],
    "form-action": ["'self'", ...formTargets],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}
