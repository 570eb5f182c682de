/** Refuses, before anything parses it, a request whose target or host could be read in two ways. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** True where the request names one host, in a form that has one reading; answers 400 otherwise, echoing nothing. */
export function guardHost(
  request: IncomingMessage,
  response: ServerResponse,
  normaliseHost: (host: string | null) => string | undefined,
): boolean {
  const hosts = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  const sound =
    hosts.length === 1 && request.url?.startsWith("/") && normaliseHost(request.headers.host ?? null);
  if (sound) return true;
  response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end("Bad request\n");
  return false;
}
