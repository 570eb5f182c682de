/** From a Request to a Response: what the server's listener calls. Whatever answers gets its headers here. */
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import {
  AREAS,
  type Area,
  buildContext,
  type Client,
  clientContext,
  dataTierContext,
  nonceContext,
  requestContext,
} from "./context.ts";
import type { DataTier } from "./db.server.ts";
import { answerManifest, buildFor } from "./http/area-build.server.ts";
import { withErrorEdge } from "./http/errors.server.ts";
import { requestInfo } from "./http/request-info.server.ts";
import { dress, newNonce } from "./http/security-headers.server.ts";
import { identity } from "./identity/identity.server.ts";
import { log } from "./telemetry/log.server.ts";

export type Handler = (
  request: Request,
  client: Client,
  context?: RouterContextProvider,
) => Promise<Response>;

type AreaHandler = (request: Request, context: RouterContextProvider) => Promise<Response>;

/** `mode` is "development" only where stacks may be shown. */
export function createHandler(build: ServerBuild, mode: string, tier: DataTier): Handler {
  const edged = withErrorEdge(build, (error, requestId) =>
    log.error({ requestId, err: error }, "request failed"),
  );
  const handlers = new Map(AREAS.map((area) => [area, areaHandler(buildFor(area, edged), mode)]));
  return async (request, client, context = new RouterContextProvider()) => {
    const nonce = newNonce();
    const info = requestInfo(request, client);
    context.set(dataTierContext, tier);
    context.set(clientContext, client);
    context.set(nonceContext, nonce);
    if (mode === "production") context.set(buildContext, build.assets.version);
    context.set(requestContext, info);
    // The framework compares origins too, and answers on its own where they differ: with nothing to compare
    // it leaves that to `checkOrigin`, which every request passes.
    request.headers.delete("Origin");
    const response = await requireHandler(handlers, info.area)(request, context);
    const thirdParty = info.area === "apex" ? identity.pages.thirdParty() : undefined;
    const pictures = identity.pages.pictures();
    dress(response, { requestId: client.requestId, nonce, thirdParty, pictures });
    return response;
  };
}

function areaHandler(build: ServerBuild, mode: string): AreaHandler {
  const handle = createRequestHandler(build, mode);
  return async (request, context) =>
    answerManifest(new URL(request.url).pathname, build.assets) ?? handle(request, context);
}

function requireHandler(handlers: Map<Area, AreaHandler>, area: Area): AreaHandler {
  const handler = handlers.get(area);
  if (!handler) throw new Error(`No routes for the area ${area}.`);
  return handler;
}
