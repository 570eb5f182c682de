/** From a Request to a Response: what the server's listener calls. Whatever answers gets its headers here. */
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import { type Client, clientContext, nonceContext, requestContext } from "./context.ts";
import { withErrorEdge } from "./errors.server.ts";
import { answerManifest } from "./http/area-manifest.server.ts";
import { requestInfo } from "./http/request-info.server.ts";
import { newNonce, setSecurityHeaders } from "./http/security-headers.server.ts";
import { log } from "./log.server.ts";

export type Handler = (
  request: Request,
  client: Client,
  context?: RouterContextProvider,
) => Promise<Response>;

export function createHandler(build: ServerBuild, mode: string): Handler {
  const edged = withErrorEdge(build, (error, requestId) =>
    log.error({ requestId, err: error }, "request failed"),
  );
  const handle = createRequestHandler(edged, mode);
  return async (request, client, context = new RouterContextProvider()) => {
    const nonce = newNonce();
    const info = requestInfo(request, client);
    context.set(clientContext, client);
    context.set(nonceContext, nonce);
    context.set(requestContext, info);
    // The framework compares origins too, and answers on its own where they differ: with nothing to compare it leaves
    // that to `checkOrigin`, which every request passes.
    request.headers.delete("Origin");
    const response =
      answerManifest(new URL(request.url).pathname, info.area, build.assets) ??
      (await handle(request, context));
    setSecurityHeaders(response.headers, { requestId: client.requestId, nonce, area: info.area });
    return response;
  };
}
