/** How fast a run goes: at full speed while nobody is served, and aside while somebody is. */
import { TENANTS_AT_WORK } from "../routing/pool-names.ts";

/** Part of its time that a connection rests while tenants are served. */
export const SERVING_REST_RATIO = 0.3;
/** @internal */
export const MAX_REST_RATIO = 0.9;

/** The part of its time that a connection rests, 0 to 0.9. */
export type RestRatio = (isServing: boolean) => number;

/** Always the same where one is asked for. */
export function restRatio(asked: number | undefined): RestRatio {
  if (asked === undefined) return (isServing) => (isServing ? SERVING_REST_RATIO : 0);
  const fixed = Math.min(Math.max(asked, 0), MAX_REST_RATIO);
  return () => fixed;
}

/**
 * True while any transaction of a tenant is under way on the server; also where this login may not see that.
 */
export const IS_SERVING = `EXISTS (SELECT FROM pg_stat_activity WHERE ${TENANTS_AT_WORK})`;
