/** One line for each request, whoever answers it: the application, a file, or the door. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { RouterContextProvider } from "react-router";
import { type Client, requestContext, tenantContext } from "#app/context.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { log } from "#app/telemetry/log.server.ts";
import { pathOf } from "./admit.server.ts";
import { isProbe } from "./probes.ts";

/** Nobody waited for the answer. */
const CLIENT_GONE = 499;
const MAX_PATH_LENGTH = 2_048;
const FILES = "/assets/";

/**
 * Writes the line once the answer is out, or its reader gone. Answers the context that the chain fills for
 * it.
 */
export function logWhenAnswered(
  { method, url }: Pick<IncomingMessage, "method" | "url">,
  response: ServerResponse,
  { requestId }: Client,
): RouterContextProvider {
  const context = new RouterContextProvider();
  const path = pathOf(url ?? "").slice(0, MAX_PATH_LENGTH);
  const startedAt = performance.now();
  response.once("close", () => {
    log[isProbe(path) || path.startsWith(FILES) ? "debug" : "info"]({
      requestId,
      method,
      hostname: getOptional(context, requestContext)?.hostname,
      path,
      tenantId: getOptional(context, tenantContext)?.id,
      status: response.writableFinished ? response.statusCode : CLIENT_GONE,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    });
  });
  return context;
}
