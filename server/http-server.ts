/** The node:http server: its limits, and whatever it would otherwise answer by itself. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { App } from "./load-build.ts";

const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
/** Requests that take longer than this to arrive are cut off. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Sockets that are open at one time; whoever comes after that is turned away until one closes. @internal */
export const MAX_CONNECTIONS = 10_000;
/** A socket on which nothing moves, either way, is closed. */
const SOCKET_IDLE_MS = 120_000;

export function createHttpServer(): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // A request without a Host is refused by the door, like one with two.
    requireHostHeader: false,
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = SOCKET_IDLE_MS;
  return server;
}

/** Has the application answer everything that arrives, and what is no request too. */
export function serve(server: Server, app: Pick<App, "answerBroken">, listener: RequestListener): void {
  server.on("request", listener);
  // An expectation that we do not know is no reason to answer without a page.
  server.on("checkExpectation", listener);
  server.on("clientError", (error, socket) => {
    // node:http keeps the answer under way here; its own handler asks the same.
    const { _httpMessage: underWay } = socket as typeof socket & { _httpMessage?: { headersSent: boolean } };
    app.answerBroken(error, socket, underWay?.headersSent ?? false);
  });
}
