/**
 * Who is told, while they look, that something of a tenant changed. One listening connection a database,
 * however many tenants and pages: that of the control plane serves whoever lives there too; any other is
 * open while somebody watches a tenant there, and a little longer.
 */
import { ConnectionLimitReached } from "../errors.ts";
import { isKind } from "../routing/own-channel.ts";
import type { Placement } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import type { AccessKey } from "./access-changes.ts";
import { type Listening, openListening } from "./listening.ts";

type Watcher = AccessKey & {
  /** Of which kind of thing. Undefined: changes may have been missed. */
  onChanged(kind: string | undefined): void;
  /** Who they are here has changed: whether they may still be told is to be asked. */
  onDoubt(): void;
  /** Nothing more is told: who asks again is looked at anew. */
  onOver(): void;
};

type Watching = {
  /** Whether something has changed since then, as far as is known here. Milliseconds of the clock. */
  mayHaveMissed(sinceMs: number): boolean;
  stop(): void;
};

export interface LiveChanges {
  /** Throws ConnectionLimitReached where too many databases are listened to, and what `addressOf` throws. */
  watch(tenant: Tenant, watcher: Watcher): Promise<Watching>;
  /** It has another place, name or state: its watchers are over. */
  tenantChanged(tenantId: string): void;
  /** Somebody in a tenant, or everybody, may be out, or something else than they were. */
  accessChanged(key: AccessKey): void;
  /** Who was put out may not have been heard: all are over. */
  endAll(): void;
  /** On the control plane's own connection. */
  onMainNotice(channel: string, payload: string): void;
  stats(): { databases: number; tenants: number; watchers: number };
  close(): Promise<void>;
}

/** @internal */
export const LIVE_CHANGES_LIMITS = {
  /** Databases beside the control plane's that are listened to at one time. */
  maxDatabases: 40,
  /** How long a tenant that nobody watches any more is listened to: a page that loads anew comes back. */
  lingerMs: 30_000,
};

type Options = {
  /** How the admin reaches the database that a placement is in, direct. */
  addressOf(placement: Placement): Promise<string>;
  channelOf(role: string): string;
  /** The control plane's own connection, and its address. */
  main: { url: string; listening(): Listening | undefined };
};

/** One tenant's channel in one database. */
type Topic = {
  tenantId: string;
  channel: string;
  watchers: Set<Watcher>;
  heardSinceMs: number;
  changedAtMs: number;
  ready: Promise<void>;
  closing?: NodeJS.Timeout;
};
type Place = { listening: Promise<Listening>; topics: Map<string, Topic>; isMain: boolean };

/** Clocks and loading differ by less than this. */
const MARGIN_MS = 5_000;
const NOT_YET = Number.POSITIVE_INFINITY;

export function createLiveChanges(options: Options, limits = LIVE_CHANGES_LIMITS): LiveChanges {
  const places = new Map<string, Place>();
  const mainKey = keyOf(options.main.url);
  let isClosed = false;

  const heard = (key: string, channel: string, payload: string) => {
    const topic = places.get(key)?.topics.get(channel);
    if (!topic || !isKind(payload)) return;
    topic.changedAtMs = Date.now();
    for (const watcher of topic.watchers) watcher.onChanged(payload);
  };
  const missed = (key: string) => {
    for (const topic of places.get(key)?.topics.values() ?? []) {
      // Not before it is listened to at all.
      if (topic.heardSinceMs === NOT_YET) continue;
      topic.heardSinceMs = Date.now();
      for (const watcher of topic.watchers) watcher.onChanged(undefined);
    }
  };

  const openPlace = (key: string, url: string): Place => {
    const main = key === mainKey ? options.main.listening() : undefined;
    if (!main && [...places.values()].filter(({ isMain }) => !isMain).length >= limits.maxDatabases)
      throw new ConnectionLimitReached("Too many databases are listened to.");
    const listening = main
      ? Promise.resolve(main)
      : openListening({
          url,
          onNotice: (channel, payload) => heard(key, channel, payload),
          onGap: () => missed(key),
        });
    const place: Place = { listening, topics: new Map(), isMain: main !== undefined };
    places.set(key, place);
    return place;
  };
  const openTopic = (key: string, url: string, channel: string, tenantId: string): Topic => {
    const place = places.get(key) ?? openPlace(key, url);
    const topic: Topic = {
      tenantId,
      channel,
      watchers: new Set(),
      heardSinceMs: NOT_YET,
      changedAtMs: 0,
      ready: place.listening
        .then((listening) => listening.add(channel))
        .then(() => {
          topic.heardSinceMs = Date.now();
        }),
    };
    place.topics.set(channel, topic);
    return topic;
  };
  const closeTopic = (key: string, topic: Topic) => {
    clearTimeout(topic.closing);
    const place = places.get(key);
    if (place?.topics.get(topic.channel) !== topic) return;
    place.topics.delete(topic.channel);
    const isLast = place.topics.size === 0 && !place.isMain;
    if (isLast) places.delete(key);
    void place.listening.then((listening) =>
      isLast ? listening.close() : place.topics.has(topic.channel) || listening.remove(topic.channel),
    );
  };
  const stop = (key: string, topic: Topic, watcher: Watcher) => {
    if (!topic.watchers.delete(watcher) || topic.watchers.size > 0) return;
    clearTimeout(topic.closing);
    topic.closing = setTimeout(() => closeTopic(key, topic), limits.lingerMs).unref();
  };
  const all = () =>
    [...places].flatMap(([key, { topics }]) => [...topics.values()].map((topic) => ({ key, topic })));
  const end = ({ key, topic }: { key: string; topic: Topic }) => {
    for (const watcher of [...topic.watchers]) {
      stop(key, topic, watcher);
      watcher.onOver();
    }
  };

  return {
    watch: async (tenant, watcher) => {
      const url = await options.addressOf(tenant.placement);
      if (isClosed) throw new ConnectionLimitReached("The process is going away.");
      const key = keyOf(url);
      const channel = options.channelOf(tenant.placement.role);
      const topic = places.get(key)?.topics.get(channel) ?? openTopic(key, url, channel, tenant.id);
      clearTimeout(topic.closing);
      topic.watchers.add(watcher);
      await topic.ready;
      return {
        mayHaveMissed: (sinceMs) => Math.max(topic.heardSinceMs, topic.changedAtMs + MARGIN_MS) > sinceMs,
        stop: () => stop(key, topic, watcher),
      };
    },
    tenantChanged: (tenantId) => {
      for (const one of all().filter(({ topic }) => topic.tenantId === tenantId)) {
        end(one);
        closeTopic(one.key, one.topic);
      }
    },
    accessChanged: ({ tenantId, userId }) => {
      for (const { topic } of all().filter((one) => one.topic.tenantId === tenantId))
        for (const watcher of topic.watchers)
          if (userId === "" || watcher.userId === userId) watcher.onDoubt();
    },
    endAll: () => all().forEach(end),
    onMainNotice: (channel, payload) => heard(mainKey, channel, payload),
    stats: () => {
      const topics = all().map(({ topic }) => topic);
      const watchers = topics.reduce((sum, topic) => sum + topic.watchers.size, 0);
      return { databases: places.size, tenants: topics.length, watchers };
    },
    close: async () => {
      isClosed = true;
      all().forEach(end);
      const own = [...places.values()].filter(({ isMain }) => !isMain);
      for (const { topic } of all()) clearTimeout(topic.closing);
      places.clear();
      await Promise.allSettled(own.map(async ({ listening }) => (await listening).close()));
    },
  };
}

/** One server and one database there, whoever logs in. */
function keyOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || "5432"}${pathname}`;
}
