/**
 * LISTEN on a direct connection to one database, opened again when it is lost. Channels are added and taken
 * away while it is open.
 */
import pg from "pg";

export type Listening = {
  /** Settles once it is listened to, or the connection is lost, after which it will be. */
  add(channel: string): Promise<void>;
  remove(channel: string): void;
  /**
   * Whether all that was committed until `ALIVE_WITHIN_MS` ago has certainly been heard. Asking keeps the
   * proof fresh: a process that nobody asks sends nothing.
   */
  hears(): boolean;
  close(): Promise<void>;
};

type Options = {
  /** Of a login that is let in there, direct. */
  url: string;
  channels?: string[];
  onNotice(channel: string, payload: string): void;
  /** Whenever notices may have been missed. */
  onGap(): void;
};

/** What it is called on the server. @internal */
export const LISTENING_NAME = "tenantry:listen";

/** A listener that has shown no sign of life for this long counts as deaf. */
const ALIVE_WITHIN_MS = 1_000;
/** A proof this old is renewed beside the answer. */
const RENEWED_AFTER_MS = 300;

const RECONNECT_MIN_MS = 200;
const RECONNECT_MAX_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;

/** Answers once the first connection listens, or failed: a server that is down stops nothing. */
export async function openListening({ url, onNotice, onGap, ...options }: Options): Promise<Listening> {
  const channels = new Set(options.channels);
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let waitMs = RECONNECT_MIN_MS;

  const again = () => {
    client = undefined;
    if (closed) return;
    onGap();
    clearTimeout(retry);
    retry = setTimeout(() => void connect(), waitMs).unref();
    waitMs = Math.min(waitMs * 2, RECONNECT_MAX_MS);
  };
  const connect = async () => {
    const next = new pg.Client({
      connectionString: url,
      application_name: LISTENING_NAME,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    next.on("error", () => {});
    next.on("notification", ({ channel, payload = "" }) => onNotice(channel, payload));
    try {
      await next.connect();
      // Those that are added meanwhile too: a set goes on to what is new in it.
      for (const channel of channels) await next.query(statement("LISTEN", channel));
    } catch {
      await next.end().catch(() => {});
      return again();
    }
    if (closed) return void (await next.end().catch(() => {}));
    client = next;
    waitMs = RECONNECT_MIN_MS;
    onGap();
    next.on("end", again);
  };
  await connect();

  const say = async (verb: "LISTEN" | "UNLISTEN", channel: string) => {
    await client?.query(statement(verb, channel)).catch(() => {});
  };
  return {
    add: (channel) => {
      channels.add(channel);
      return say("LISTEN", channel);
    },
    remove: (channel) => {
      channels.delete(channel);
      void say("UNLISTEN", channel);
    },
    hears: proofOfLife(() => client),
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}

const statement = (verb: "LISTEN" | "UNLISTEN", channel: string) => `${verb} ${pg.escapeIdentifier(channel)}`;

/**
 * What was sent before an answer was heard before it, on one connection: an answered query proves that all
 * that was committed before it was asked has arrived.
 */
function proofOfLife(connection: () => pg.Client | undefined): () => boolean {
  let proven: { by: pg.Client; askedAt: number } | undefined;
  let asking: pg.Client | undefined;
  const renew = (client: pg.Client) => {
    asking = client;
    const askedAt = performance.now();
    void client
      .query("SELECT 1")
      .then(
        () => {
          proven = { by: client, askedAt };
        },
        () => {},
      )
      .finally(() => {
        if (asking === client) asking = undefined;
      });
  };
  return () => {
    const client = connection();
    if (!client) return false;
    const ageMs = proven?.by === client ? performance.now() - proven.askedAt : Number.POSITIVE_INFINITY;
    if (ageMs > RENEWED_AFTER_MS && asking !== client) renew(client);
    return ageMs <= ALIVE_WITHIN_MS;
  };
}
