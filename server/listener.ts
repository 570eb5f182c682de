/** From a socket to the application: the door, static files, then the application itself. */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createRequestListener } from "@remix-run/node-fetch-server";
import sirv from "sirv";
import type { DataTier } from "../db/data-tier.ts";
import { compress } from "./compress.ts";
import { type App, type BuildSource, CLIENT_FOLDER, type LoadedBuild } from "./load-build.ts";
import { discardRest } from "./unread-body.ts";

type Handle = ReturnType<App["createHandler"]>;

export async function createListener(source: BuildSource, tier: DataTier): Promise<RequestListener> {
  const { app } = await source.load();
  const handler = handlerOf(source, tier);
  const files = source.vite?.middlewares ?? staticFiles();
  return (request, response) => {
    const { method, url } = request;
    const client = app.admit(request);
    const context = app.logWhenAnswered({ method, url }, response, client);
    for (const header of Object.entries(app.plainHeaders(client.requestId))) response.setHeader(...header);
    discardRest(request, response);
    const application = createRequestListener(
      async (received: Request) => (await handler())(received, client, context),
      { protocol: app.env.baseUrl.protocol, onError: (error) => app.answerFailed(error, client) },
    );
    const answer = () => compress(request, response, () => application(request, response));
    if (client.refusal) return answer();
    files(request, response, answer);
  };
}

/** In development the build changes under way. */
function handlerOf(source: BuildSource, tier: DataTier): () => Promise<Handle> {
  let known: { loaded: LoadedBuild; handle: Handle } | undefined;
  return async () => {
    const loaded = await source.load();
    if (known?.loaded.build !== loaded.build) {
      // Whatever NODE_ENV says: only the development server shows stacks.
      const mode = source.vite ? "development" : "production";
      known = { loaded, handle: loaded.app.createHandler(loaded.build, mode, tier) };
    }
    return known.handle;
  };
}

type Files = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

function staticFiles(): Files {
  return sirv(CLIENT_FOLDER, {
    etag: true,
    // Made by the build, beside each file.
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      // Names under /assets carry a hash of what is in them.
      if (path.startsWith("/assets/"))
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    },
  });
}
