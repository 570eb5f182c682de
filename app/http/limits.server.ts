/**
 * How much one sender may ask for. Counted in the memory of each process, over windows that begin with the
 * first request.
 */
import { hash, randomUUID } from "node:crypto";
import { isIPv6 } from "node:net";
import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "#app/env.server.ts";

const MINUTE_S = 60;

/** `points` in `durationS`; generous for people, also for an office behind one address. @internal */
export const LIMITS = {
  /** Requests of any kind from one address. */
  requests: { points: 1_500, durationS: MINUTE_S },
  /** Forms from one address. */
  forms: { points: 300, durationS: MINUTE_S },
  /** Messages of the identity provider, which come in bursts and prove themselves by a signature. */
  webhooks: { points: 15_000, durationS: MINUTE_S },
  /** Attempts to sign in from one address. */
  signIns: { points: 30, durationS: MINUTE_S },
  /** New people from one address. */
  signUps: { points: 20, durationS: 10 * MINUTE_S },
  /** Forms of one person in a workspace or in the console. */
  changes: { points: 120, durationS: MINUTE_S },
  /** Workspaces that one person asks for. How many they may have at all, the data tier knows. */
  workspaces: { points: 5, durationS: 10 * MINUTE_S },
  /** Forms of one person that send invitations, each to a bounded number of people. */
  invitations: { points: 30, durationS: 10 * MINUTE_S },
  /** Lists that one person takes out as files. */
  exports: { points: 30, durationS: 10 * MINUTE_S },
  /** Requests to one tenant, whoever sends them. */
  tenant: { points: 15_000, durationS: MINUTE_S },
} as const;

export type LimitName = keyof typeof LIMITS;

/**
 * Senders share this many counters for each limit: its memory is bounded, however many addresses an attacker
 * has.
 * @internal
 */
export const MAX_COUNTERS = 16_384;

/** Answered with 429, a page and `Retry-After`. @internal */
export class TooManyRequests extends Error {
  readonly status = 429;
  readonly retryAfterSeconds: number;

  constructor(limit: LimitName, retryAfterMs: number) {
    super(`Too many ${limit}.`);
    this.name = "TooManyRequests";
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}

const limiters = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { points, durationS }]) => [
    name,
    new RateLimiterMemory({ points: Math.ceil(points * env.RATE_LIMIT_FACTOR), duration: durationS }),
  ]),
) as Record<LimitName, RateLimiterMemory>;

/** Counts one for `sender`, an address or an id. Throws TooManyRequests. */
export async function limit(name: LimitName, sender: string): Promise<void> {
  try {
    await limiters[name].consume(counterOf(sender));
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new TooManyRequests(name, refused.msBeforeNext);
    throw refused;
  }
}

/** Nobody outside can choose whom to share a counter with. */
const SALT = randomUUID();

/** Which counter is whose, of the last who asked: a hash for each request costs more than its counting. */
const known = new LRUCache<string, number>({
  max: 2 * MAX_COUNTERS,
  memoMethod: (sender) =>
    Number.parseInt(hash("sha256", SALT + networkOf(sender)).slice(0, 8), 16) % MAX_COUNTERS,
});

/** @internal */
export const counterOf = (sender: string): number => known.memo(sender);

/** A household has a whole /64 of IPv6: its addresses are one sender. */
function networkOf(sender: string): string {
  if (!isIPv6(sender)) return sender;
  const [left = "", right] = sender.split("::", 2);
  const groups = left.split(":").filter(Boolean);
  const after = right?.split(":").filter(Boolean) ?? [];
  const zeros = right === undefined ? 0 : 8 - groups.length - after.length;
  const full = [...groups, ...Array<string>(Math.max(0, zeros)).fill("0"), ...after];
  return full
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(":");
}
