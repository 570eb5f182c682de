/**
 * Hears of changes from all processes: LISTEN on a direct connection, opened again when it is lost.
 */
import pg from "pg";
import { ACCESS_CHANNEL, type AccessKey, readAccessTag } from "./access-changes.ts";
import { TENANT_CHANNEL } from "./tenant-changes.ts";

export type Listener = {
  /**
   * Whether all that was committed until `ALIVE_WITHIN_MS` ago has certainly been heard. Asking keeps the
   * proof fresh: a process that nobody asks sends nothing.
   */
  hears(): boolean;
  close(): Promise<void>;
};

type Handlers = {
  /** A tenant's id and its names. */
  onTenantChanged(tenantId: string, names: string[]): void;
  onAccessChanged(key: AccessKey): void;
  /** Whenever notices may have been missed. */
  onGap(): void;
};

/** A listener that has shown no sign of life for this long counts as deaf. */
const ALIVE_WITHIN_MS = 1_000;
/** A proof this old is renewed beside the answer. */
const RENEWED_AFTER_MS = 300;

const RECONNECT_MIN_MS = 200;
const RECONNECT_MAX_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;

/** Answers once the first connection listens, or failed: a server that is down does not stop the boot. */
export async function listenForChanges(url: string, handlers: Handlers): Promise<Listener> {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let waitMs = RECONNECT_MIN_MS;

  const again = () => {
    client = undefined;
    if (closed) return;
    handlers.onGap();
    clearTimeout(retry);
    retry = setTimeout(() => void connect(), waitMs).unref();
    waitMs = Math.min(waitMs * 2, RECONNECT_MAX_MS);
  };
  const connect = async () => {
    const next = new pg.Client({
      connectionString: url,
      application_name: "tenantry:listen",
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    next.on("error", () => {});
    next.on("notification", ({ channel, payload = "" }) => {
      if (channel === ACCESS_CHANNEL) return handlers.onAccessChanged(readAccessTag(payload));
      const [tenantId, ...names] = payload.split(" ");
      if (tenantId) handlers.onTenantChanged(tenantId, names);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${TENANT_CHANNEL}`);
      await next.query(`LISTEN ${ACCESS_CHANNEL}`);
    } catch {
      await next.end().catch(() => {});
      return again();
    }
    if (closed) return void (await next.end().catch(() => {}));
    client = next;
    waitMs = RECONNECT_MIN_MS;
    handlers.onGap();
    next.on("end", again);
  };
  await connect();

  const alive = proofOfLife(() => client);
  return {
    hears: alive,
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}

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
