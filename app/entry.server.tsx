import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { isbot } from "isbot";
import { type ReactNode, StrictMode } from "react";
import { type RenderToPipeableStreamOptions, renderToPipeableStream } from "react-dom/server";
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from "react-router";
import { retryAfterOf } from "./components/describe-error.ts";
import { requestContext } from "./context.ts";
import { documentSettings } from "./http/document-settings.server.ts";
import { DocumentSettingsProvider } from "./http/document-settings.tsx";
import { getOptional } from "./http/optional-context.ts";
import { getI18n } from "./i18n/i18n.server.ts";
import { TranslationProvider } from "./i18n/translation.tsx";
import { log } from "./telemetry/log.server.ts";

/** What server.ts starts the web tier by: one bundle, one copy of every module. */
export * from "./start.server.ts";

export const streamTimeout = 5_000;
/** Later than the stream's own timeout, so that what it rejected is still flushed. */
const ABORT_RENDER_AFTER_MS = streamTimeout + 1_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const [settings, i18n] = await Promise.all([documentSettings(request, context), getI18n(context)]);
  prepareHeaders(headers, routerContext);
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const document = (
    <StrictMode>
      <DocumentSettingsProvider value={settings}>
        <TranslationProvider i18n={i18n}>
          <ServerRouter context={routerContext} url={request.url} nonce={settings.nonce} />
        </TranslationProvider>
      </DocumentSettingsProvider>
    </StrictMode>
  );
  return renderDocument(document, settings.nonce, waitsForAll(request), { status, headers });
}

/** What got past the error edge: a failed render, or a request that matches nothing and nobody's fault. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return;
  const requestId = getOptional(context, requestContext)?.id;
  if (isRouteErrorResponse(error)) log.debug({ requestId, status: error.status }, "request refused");
  else log.error({ requestId, err: error }, "render failed");
};

function prepareHeaders(headers: Headers, routerContext: EntryContext): void {
  headers.set("Content-Type", "text/html; charset=utf-8");
  const retryAfter = retryAfterOf(Object.values(routerContext.staticHandlerContext.errors ?? {}));
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
}

const waitsForAll = (request: Request): boolean => isbot(request.headers.get("User-Agent"));

function renderDocument(
  document: ReactNode,
  nonce: string,
  isWaiting: boolean,
  { status, headers }: { status: number; headers: Headers },
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    let statusNow = status;
    const respond = () => {
      isShellSent = true;
      const body = new PassThrough({
        final(done) {
          clearTimeout(timer);
          done();
        },
      });
      pipe(body);
      resolve(new Response(createReadableStreamFromReadable(body), { status: statusNow, headers }));
    };
    const options: RenderToPipeableStreamOptions = {
      nonce,
      [isWaiting ? "onAllReady" : "onShellReady"]: respond,
      onShellError: reject,
      onError(error) {
        statusNow = 500;
        if (isShellSent) log.error({ err: error }, "render failed");
      },
    };
    const { pipe, abort } = renderToPipeableStream(document, options);
    const timer = setTimeout(abort, ABORT_RENDER_AFTER_MS);
  });
}
