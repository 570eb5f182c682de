/** What a history happens to: the stand-in, its messages on their way, the tenants that follow from it. */
import { randomUUID } from "node:crypto";
import type { LocalOrganization } from "#app/db.local.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { type Random, randomOf, unreliably } from "#app/identity/providers/local/unreliable.ts";
import { SimulatedCrash } from "#db/control/journal.ts";
import { keptQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { processWebhookEvent } from "../../webhook-event.ts";
import { tasksOf } from "../../worker.ts";
import type { Inbox, Message } from "../inbox.ts";

/** What staff made of a tenant, for the oracle: nobody else knows. */
export type Staffed = {
  status: "active" | "read-only" | "suspended";
  isDeleted: boolean;
  wasRestored: boolean;
};

export type World = {
  inbox: Inbox;
  random: Random;
  /** Everybody and every organization that ever was, in the order in which they came. */
  people: string[];
  organizations: LocalOrganization[];
  invitations: string[];
  sessions: string[];
  staffed: Map<string, Staffed>;
  /** Received and not in effect yet: a job that waits to be run again. */
  waiting: Message[];
  /** Dies at the n-th next transaction of the control plane. */
  dying: { tier: DataTier; dieAt(n: number | undefined): void };
};

/** As much of the provider's service as a bad day shows. */
const UNRELIABLE = { drop: 0.1, double: 3, isShuffled: true };

export const newWorld = (inbox: Inbox, dying: World["dying"], seed: number): World => ({
  inbox,
  dying,
  random: randomOf(seed),
  people: [],
  organizations: [],
  invitations: [],
  sessions: [],
  staffed: new Map(),
  waiting: [],
});

/** A data tier whose process may end between any two transactions of the control plane. */
export function mortal(tier: DataTier): World["dying"] {
  let left: number | undefined;
  const step = () => {
    if (left !== undefined && left-- <= 0) throw new SimulatedCrash("killed");
  };
  const { controlDb } = tier;
  return {
    dieAt: (n) => {
      left = n;
    },
    tier: {
      ...tier,
      controlDb: {
        ...controlDb,
        read: async (work) => {
          step();
          return controlDb.read(work);
        },
        write: async (work) => {
          step();
          return controlDb.write(work);
        },
      },
    },
  };
}

/** Delivers what was sent meanwhile, and runs what waits once more; the worker may be killed at it. */
export async function deliver(world: World, killAt?: number): Promise<void> {
  const { inbox, random, dying } = world;
  const { sent } = unreliably(await inbox.takeMessages(), { ...UNRELIABLE, seed: 0 }, random);
  const messages = [...world.waiting, ...sent];
  world.waiting = [];
  dying.dieAt(killAt);
  for (const message of messages) {
    const isDone = await attempt(world, message);
    if (!isDone && !world.waiting.some(({ id }) => id === message.id)) world.waiting.push(message);
  }
  dying.dieAt(undefined);
}

/** Recorded once, as the endpoint does; then its job. After a kill the next job has a process of its own. */
async function attempt({ inbox, dying }: World, { id, body }: Message): Promise<boolean> {
  await inbox.record({ id, body });
  try {
    await processWebhookEvent(dying.tier, { eventId: id });
    return true;
  } catch (error) {
    if (error instanceof SimulatedCrash) dying.dieAt(undefined);
    return false;
  }
}

/** Rounds in which a message may wait for others. */
const MAX_ROUNDS = 4;

/** Until nothing changes any more: some messages wait for others that were dropped. */
export async function settle(world: World): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS && world.waiting.length > 0; round++) {
    const before = world.waiting.length;
    const messages = world.waiting;
    world.waiting = [];
    for (const message of messages) if (!(await attempt(world, message))) world.waiting.push(message);
    if (world.waiting.length === before) break;
  }
  const { tier } = world.inbox;
  const jobs = await keptQuery(tier, "SELECT FROM graphile_worker._private_jobs LIMIT 1");
  if (jobs.length > 0) await runDueJobs(tier, tasksOf(tier));
}

export const newName = (): string => `h-${randomUUID().slice(0, 12)}-x`;
