/** From a socket to the application: host guard, static files, then the application itself. */
import type { RequestListener } from "node:http";
import { type ClientAddress, createRequestListener } from "@remix-run/node-fetch-server";
import sirv from "sirv";
import { guardHost } from "./guard-host.ts";
import { type BuildSource, CLIENT_FOLDER, type LoadedBuild } from "./load-build.ts";

type Handle = ReturnType<LoadedBuild["app"]["createHandler"]>;

export async function createListener(source: BuildSource): Promise<RequestListener> {
  const { app } = await source.load();
  const { env, normaliseHost } = app;
  let known: { loaded: LoadedBuild; handle: Handle } | undefined;

  const handler = async (): Promise<Handle> => {
    const loaded = await source.load();
    if (known?.loaded.build !== loaded.build) {
      known = { loaded, handle: loaded.app.createHandler(loaded.build, env.NODE_ENV) };
    }
    return known.handle;
  };
  // A closure of two parameters: the listener's second argument is the client, not a load context.
  const dynamic = createRequestListener(
    async (request: Request, client: ClientAddress) => (await handler())(request, client),
    {
      trustProxy: env.TRUST_PROXY,
    },
  );
  const files = source.vite?.middlewares ?? staticFiles();
  return (request, response) => {
    if (!guardHost(request, response, normaliseHost)) return;
    files(request, response, () => void dynamic(request, response));
  };
}

function staticFiles() {
  return sirv(CLIENT_FOLDER, {
    etag: true,
    setHeaders(response, path) {
      // Names under /assets carry a hash of what is in them.
      if (path.startsWith("/assets/"))
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
      response.setHeader("X-Content-Type-Options", "nosniff");
    },
  });
}
