/** First of the chain: gives the request its id and its area, and writes one line when it is answered. */
import { randomUUID } from "node:crypto";
import type { MiddlewareFunction } from "react-router";
import { clientContext, type RequestInfo, requestContext, tenantContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { matchHostname } from "#app/hostname.ts";
import { log } from "#app/log.server.ts";
import { getOptional } from "#app/optional-context.ts";

/** Nobody waited for the answer. */
const CLIENT_GONE = 499;
const QUIET_PATHS = new Set(["/healthz", "/readyz"]);

export const requestLog: MiddlewareFunction<Response> = async ({ request, context, url }, next) => {
  const info = requestInfo(request, getOptional(context, clientContext)?.address ?? "");
  context.set(requestContext, info);
  const startedAt = performance.now();
  let status = 500;
  try {
    const response = await next();
    status = response.status;
    response.headers.set("X-Request-Id", info.id);
    return response;
  } catch (error) {
    status = error instanceof Response ? error.status : 500;
    throw error;
  } finally {
    log[QUIET_PATHS.has(url.pathname) ? "debug" : "info"]({
      requestId: info.id,
      method: request.method,
      hostname: info.hostname,
      path: url.pathname,
      tenantId: getOptional(context, tenantContext)?.id,
      status: request.signal.aborted ? CLIENT_GONE : status,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    });
  }
};

/** The hostname comes from `Host`; the listener has put a trusted proxy's name in its place where there is one. */
function requestInfo(request: Request, ip: string): RequestInfo {
  const { host } = new URL(request.url);
  const typed = env.TRUST_PROXY ? host : request.headers.get("Host");
  const match = matchHostname(typed, env.baseHostname);
  const known = match.area === "invalid" || match.area === "unknown" ? "none" : match.area;
  return {
    id: randomUUID(),
    area: known,
    hostname: match.area === "invalid" ? "" : match.hostname,
    origin: `${env.baseUrl.protocol}//${host}`,
    ip,
    match,
  };
}
