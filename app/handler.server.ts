/** From a Request to a Response: what the server's listener calls. */
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import { type Client, clientContext } from "./context.ts";
import { withErrorEdge } from "./errors.server.ts";
import { log } from "./log.server.ts";

export type Handler = (request: Request, client: Client) => Promise<Response>;

export function createHandler(build: ServerBuild, mode: string): Handler {
  const edged = withErrorEdge(build, (error, requestId) =>
    log.error({ requestId, err: error }, "request failed"),
  );
  const handle = createRequestHandler(edged, mode);
  return (request, client) => {
    const context = new RouterContextProvider();
    context.set(clientContext, { address: client.address });
    return handle(request, context);
  };
}
