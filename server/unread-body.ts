/**
 * A body that nobody wanted. To close a socket with unread bytes resets it, and the answer is lost on its
 * way; so what still comes is dropped for a while, and then the socket is closed.
 */
import type { IncomingMessage, ServerResponse } from "node:http";

/** How long a sender may go on after it was answered. */
const LINGER_MS = 5_000;

export function discardRest(request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "POST") return;
  // Else node:http closes as soon as the answer is out.
  const wantsClose = !response.shouldKeepAlive;
  response.shouldKeepAlive = true;
  response.once("finish", () => {
    const { socket } = request;
    const close = () => void (wantsClose && socket.end());
    if (request.complete || request.destroyed) return close();
    request.removeAllListeners("data");
    request.resume();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    timer.unref();
    request.once("end", close);
    request.once("close", () => clearTimeout(timer));
  });
}
