/**
 * Who is served next: tenants take turns, requests of one tenant keep their order, and nobody waits beyond a
 * limit.
 */
import { ConnectionLimitReached } from "../errors.ts";

export type QueueLimits = {
  maxPerTenant: number;
  maxWaiting: number;
  maxWaitingPerTenant: number;
  checkoutWaitMs: number;
};

type Waiter<T> = { give: (value: T) => void; refuse: (error: Error) => void; timer: NodeJS.Timeout };
type Line<T> = { active: number; waiters: Waiter<T>[] };

/** Tenants that are looked at for one that prefers what became free, before the first is taken. */
const LOOK_AHEAD = 8;

export class FairQueue<T> {
  readonly #limits: QueueLimits;
  /** By tenant, in the order of their turns; a tenant that neither holds nor waits has no line. */
  readonly #lines = new Map<string, Line<T>>();
  waiting = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** Whether this tenant may be served at once: it is below its share, and nobody of it waits. */
  canStart(tenant: string): boolean {
    const line = this.#lines.get(tenant);
    return !line || (line.active < this.#limits.maxPerTenant && line.waiters.length === 0);
  }

  started(tenant: string): void {
    this.#lineOf(tenant).active++;
  }

  finished(tenant: string): void {
    const line = this.#lineOf(tenant);
    line.active--;
    this.#forgetIfQuiet(tenant, line);
  }

  /** Waits for a turn. Throws ConnectionLimitReached where too many wait, or the wait was too long. */
  wait(tenant: string): Promise<T> {
    const line = this.#lineOf(tenant);
    const { maxWaiting, maxWaitingPerTenant, checkoutWaitMs } = this.#limits;
    if (this.waiting >= maxWaiting || line.waiters.length >= maxWaitingPerTenant) {
      this.#forgetIfQuiet(tenant, line);
      return Promise.reject(new ConnectionLimitReached("Too many requests wait for a connection."));
    }
    this.waiting++;
    return new Promise<T>((give, refuse) => {
      const timer = setTimeout(() => this.#giveUp(tenant, waiter), checkoutWaitMs);
      const waiter: Waiter<T> = { give, refuse, timer };
      line.waiters.push(waiter);
    });
  }

  /** Takes the next waiter out, counting it as started; undefined where nobody may be served. */
  next(prefers: (tenant: string) => boolean): ((value: T) => void) | undefined {
    if (this.waiting === 0) return undefined;
    let chosen: [string, Line<T>] | undefined;
    let looked = 0;
    for (const entry of this.#lines) {
      const [tenant, line] = entry;
      if (line.waiters.length === 0 || line.active >= this.#limits.maxPerTenant) continue;
      chosen ??= entry;
      if (prefers(tenant)) {
        chosen = entry;
        break;
      }
      if (++looked >= LOOK_AHEAD) break;
    }
    return chosen && this.#serve(...chosen);
  }

  refuseAll(error: Error): void {
    for (const line of this.#lines.values()) {
      for (const { refuse, timer } of line.waiters.splice(0)) {
        clearTimeout(timer);
        refuse(error);
      }
    }
    this.waiting = 0;
  }

  #serve(tenant: string, line: Line<T>): ((value: T) => void) | undefined {
    const waiter = line.waiters.shift();
    if (!waiter) return undefined;
    clearTimeout(waiter.timer);
    this.waiting--;
    line.active++;
    // Its turn is over: behind all others.
    this.#lines.delete(tenant);
    this.#lines.set(tenant, line);
    return waiter.give;
  }

  #giveUp(tenant: string, waiter: Waiter<T>): void {
    const line = this.#lineOf(tenant);
    const at = line.waiters.indexOf(waiter);
    if (at < 0) return;
    line.waiters.splice(at, 1);
    this.waiting--;
    this.#forgetIfQuiet(tenant, line);
    waiter.refuse(new ConnectionLimitReached("No connection became free in time."));
  }

  #lineOf(tenant: string): Line<T> {
    const known = this.#lines.get(tenant);
    if (known) return known;
    const line: Line<T> = { active: 0, waiters: [] };
    this.#lines.set(tenant, line);
    return line;
  }

  #forgetIfQuiet(tenant: string, line: Line<T>): void {
    if (line.active === 0 && line.waiters.length === 0) this.#lines.delete(tenant);
  }
}
