/**
 * Going away in good order: no new requests, the running ones finish, then what was opened last is closed
 * first.
 */
import type { Server as HttpServer } from "node:http";
import type { Server } from "node:net";

/** How long running requests get to finish after a signal. @internal */
export const DRAIN_MS = 10_000;
/** How long all of it may take before the process ends anyway. @internal */
export const GIVE_UP_MS = 20_000;

/**
 * Ctrl-C reaches us from the terminal and from `npm start`: only a later one means that a person is
 * impatient.
 * @internal
 */
export const SAME_SIGNAL_MS = 1_000;

type Closable = { close(): Promise<unknown> };

export type Shutdown = {
  add(part: Closable): void;
  /** `doors` are further ways to the same server. */
  addServer(server: HttpServer, doors?: Server[]): void;
};

export function createShutdown(): Shutdown {
  const parts: Closable[] = [];
  let closingSince: number | undefined;

  const close = async () => {
    if (closingSince !== undefined) {
      if (performance.now() - closingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    closingSince = performance.now();
    // What background work loses while its connections close is said, and cuts nothing short.
    const late = (error: unknown) => console.error("while stopping:", error);
    process.on("unhandledRejection", late).on("uncaughtException", late);
    setTimeout(() => process.exit(1), GIVE_UP_MS).unref();
    for (const part of parts.reverse()) {
      await part.close().catch((error: unknown) => console.error(error));
    }
    process.exit();
  };
  process.on("SIGINT", () => void close());
  process.on("SIGTERM", () => void close());
  return {
    add: (part) => void parts.push(part),
    addServer: (server, doors = []) => void parts.push({ close: () => drain(server, doors) }),
  };
}

async function drain(server: HttpServer, doors: Server[]): Promise<void> {
  const impatient = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  const closed = [server, ...doors].map(
    (door) => new Promise<void>((resolve) => void door.close(() => resolve())),
  );
  server.closeIdleConnections();
  await Promise.all(closed);
  clearTimeout(impatient);
}
