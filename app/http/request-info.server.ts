/** From a request and its client to what the chain knows of both. */
import type { Client, RequestInfo } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { type HostnameMatch, matchHostname } from "#app/http/hostname.ts";

const NOBODYS: HostnameMatch = { area: "unknown", hostname: "" };

export function requestInfo(request: Request, client: Client): RequestInfo {
  const { host } = new URL(request.url);
  const match = client.isNameless ? NOBODYS : matchHostname(host, env.baseHostname);
  const isNobodys = match.area === "invalid" || match.area === "unknown";
  return {
    id: client.requestId,
    area: isNobodys ? "none" : match.area,
    hostname: match.area === "invalid" ? "" : match.hostname,
    origin: `${env.baseUrl.protocol}//${host}`,
    ip: client.address,
    match,
    sender: request.headers.get("Origin"),
  };
}
