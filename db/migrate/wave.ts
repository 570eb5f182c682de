/** Works through tenants: clusters side by side, a few connections in each, a rest after each tenant. */
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { ConnectionLimitReached } from "../errors.ts";
import { isConnectionError } from "../routing/sql-errors.ts";
import { makeDurable } from "./flight.ts";
import { type Job, migrateOne, type Sent, sendAhead } from "./one-tenant.ts";
import { failureOf, type TenantOutcome } from "./outcome.ts";
import type { RestRatio } from "./pace.ts";
import { pauseBeforeRetry } from "./retry.ts";
import type { Target } from "./targets.ts";

export type Wave = {
  targets: Target[];
  job: Job;
  /** Connections in each cluster. */
  concurrency: number;
  /** What is left to the tenants' own work. */
  restRatio: RestRatio;
  /**
   * The next tenant's flight is sent while one is under way and nothing rests, so that the server never waits
   * for us.
   */
  looksAhead: boolean;
  adminUrlOf(cluster: string): Promise<string>;
  onOutcome(outcome: TenantOutcome): void;
  /** Asked between tenants. */
  isStopped(): boolean;
};

/** A connection makes what it has done durable after this many tenants, */
const DURABLE_EVERY = 25;
/** or after this time. */
const DURABLE_MS = 200;
/** Connections lost, or not had, one after the other, until a cluster counts as unreachable. */
const MAX_LOSSES = 3;

/** Resolves when every target has an outcome, or the wave was stopped. */
export async function runWave(wave: Wave): Promise<void> {
  const byCluster = Map.groupBy(wave.targets, ({ cluster }) => cluster);
  await Promise.all([...byCluster].map(([cluster, targets]) => runCluster(wave, cluster, targets)));
}

/**
 * `hasFailed`: from then on nothing is sent ahead, so that the limit of failures holds. `isServing`: whether
 * tenants were at work when last looked.
 */
type Queue = { waiting: Target[]; losses: number; hasFailed: boolean; isServing: boolean };

async function runCluster(wave: Wave, cluster: string, targets: Target[]): Promise<void> {
  const queue: Queue = { waiting: [...targets].reverse(), losses: 0, hasFailed: false, isServing: false };
  let adminUrl: string;
  try {
    adminUrl = await wave.adminUrlOf(cluster);
  } catch (error) {
    return giveUp(wave, queue, error);
  }
  const workers = Math.min(wave.concurrency, targets.length);
  await Promise.all(Array.from({ length: workers }, () => work(wave, adminUrl, queue)));
}

/**
 * What a connection holds: the tenant that it was opened for, tenants that are under way, and those that are
 * migrated and not yet durable.
 */
type Hands = { first: Target | undefined; held: Target[]; done: TenantOutcome[]; toldAt: number };

async function work(wave: Wave, adminUrl: string, queue: Queue): Promise<void> {
  while (!wave.isStopped()) {
    // Taken before the connection is made: if that fails, it is this tenant that failed and no other.
    const first = queue.waiting.pop();
    if (!first) return;
    const { database } = first;
    const hands: Hands = { first, held: [], done: [], toldAt: 0 };
    try {
      await withAdmin(adminUrl, (client) => drain(client, wave, queue, database, hands), { database });
      // Stopped before its turn.
      if (hands.first) queue.waiting.push(hands.first);
    } catch (error) {
      await recover(wave, queue, error, hands);
    }
  }
}

/** Takes tenants for as long as the next one is in this connection's database. */
async function drain(
  client: pg.Client,
  wave: Wave,
  queue: Queue,
  database: string,
  hands: Hands,
): Promise<void> {
  const take = (): Sent | undefined => {
    if (wave.isStopped()) return undefined;
    const isNext = hands.first !== undefined || queue.waiting.at(-1)?.database === database;
    const target = isNext ? (hands.first ?? queue.waiting.pop()) : undefined;
    hands.first = undefined;
    if (!target) return undefined;
    hands.held.push(target);
    return sendAhead(client, target, wave.job);
  };
  for (let sent = take(); sent; ) {
    const ratio = wave.restRatio(queue.isServing);
    const ahead = wave.looksAhead && ratio === 0 && !queue.hasFailed ? take() : undefined;
    const outcome = await migrateOne(client, sent, wave.job);
    hands.held.shift();
    queue.losses = 0;
    if (outcome.state === "done") await keep(client, wave, queue, hands, outcome);
    else {
      queue.hasFailed = true;
      wave.onOutcome(outcome);
    }
    await rest(outcome.durationMs, ratio);
    sent = ahead ?? take();
  }
  await tell(client, wave, queue, hands);
}

async function keep(
  client: pg.Client,
  wave: Wave,
  queue: Queue,
  hands: Hands,
  outcome: TenantOutcome,
): Promise<void> {
  hands.done.push(outcome);
  const isDue = performance.now() - hands.toldAt >= DURABLE_MS;
  if (isDue || hands.done.length >= DURABLE_EVERY) await tell(client, wave, queue, hands);
}

/** What counts as done is on the disk. */
async function tell(client: pg.Client, wave: Wave, queue: Queue, hands: Hands): Promise<void> {
  if (hands.done.length === 0) return;
  const { isServing } = await makeDurable(client);
  queue.isServing = isServing;
  hands.toldAt = performance.now();
  for (const outcome of hands.done.splice(0)) wave.onOutcome(outcome);
}

const rest = (workedMs: number, ratio: number): Promise<void> | undefined =>
  ratio > 0 ? sleep((workedMs * ratio) / (1 - ratio)) : undefined;

/**
 * A lost connection is opened again; what it had in hand is done anew, and finds out by the ledger whether it
 * was done.
 */
async function recover(wave: Wave, queue: Queue, error: unknown, hands: Hands): Promise<void> {
  const [target, ...ahead] = [...(hands.first ? [hands.first] : []), ...hands.held];
  queue.waiting.push(...hands.done.map((outcome) => outcome.target), ...ahead);
  const isPassing = isConnectionError(error) || error instanceof ConnectionLimitReached;
  if (target && !isPassing) return wave.onOutcome(failed(target, error, false));
  if (target) queue.waiting.push(target);
  if (++queue.losses >= MAX_LOSSES) return giveUp(wave, queue, error);
  await pauseBeforeRetry(queue.losses);
}

function giveUp(wave: Wave, queue: Queue, error: unknown): void {
  for (const target of queue.waiting.splice(0).reverse()) wave.onOutcome(failed(target, error, true));
}

const failed = (target: Target, error: unknown, isUnreachable: boolean): TenantOutcome => ({
  target,
  state: "failed",
  version: target.version,
  attempts: 0,
  durationMs: 0,
  failure: failureOf(error, { isUnreachable }),
});
