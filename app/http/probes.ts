/** Pure: the paths by which a machine asks whether this process lives and serves. They answer on any name. */
const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

export const isProbe = (pathname: string): boolean => PROBES.has(pathname);
