/** The last resort: a failure that got past everything that makes pages. */
import type { Client } from "#app/context.ts";
import { log } from "#app/telemetry/log.server.ts";
import { plainHeaders } from "./security-headers.server.ts";

export function answerFailed(error: unknown, { requestId }: Client): Response {
  log.error({ requestId, err: error }, "request failed");
  return new Response("Something went wrong on our side.\n", {
    status: 500,
    headers: { ...plainHeaders(requestId), "Content-Type": "text/plain; charset=utf-8" },
  });
}
