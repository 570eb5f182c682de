/**
 * Hears of changed tenants from all processes: LISTEN on a direct connection, opened again when it is lost.
 */
import pg from "pg";
import { TENANT_CHANNEL } from "./tenant-changes.ts";

export type Listener = { close(): Promise<void> };

const RECONNECT_MIN_MS = 200;
const RECONNECT_MAX_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * `onChanged` gets a tenant's id and its names; `onGap` is called whenever notifications may have been
 * missed. Answers once the first connection listens, or failed: a server that is down does not stop the boot.
 */
export async function listenForTenants(
  url: string,
  handlers: { onChanged(tenantId: string, names: string[]): void; onGap(): void },
): Promise<Listener> {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let waitMs = RECONNECT_MIN_MS;

  const again = () => {
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
    next.on("notification", ({ payload = "" }) => {
      const [tenantId, ...names] = payload.split(" ");
      if (tenantId) handlers.onChanged(tenantId, names);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${TENANT_CHANNEL}`);
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
  return {
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}
