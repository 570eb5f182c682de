/** What waits for the page that is loaded: a message, and what was typed on it before. Both are read once. */
import type { RouterContextProvider } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { type Flash, takeFlash } from "#app/http/flash.server.ts";
import { type KeptValues, takeKept } from "./kept-form.server.ts";

type Args = { request: Request; context: Readonly<RouterContextProvider>; url: URL };
export type ArrivalNotes = { flash?: Flash | undefined; kept?: KeptValues | undefined };

/** For a layout's loader; the headers take away what was read. */
export async function takeArrivalNotes(
  { request, context, url }: Args,
  userId: string,
): Promise<{ notes: ArrivalNotes; headers: Headers }> {
  const { hostname } = context.get(requestContext);
  const [{ flash, headers: ofFlash }, { values, setCookie }] = await Promise.all([
    takeFlash(request),
    takeKept(context.get(dataTierContext), request, url, { hostname, userId }),
  ]);
  const headers = new Headers(ofFlash);
  if (setCookie) headers.append("set-cookie", setCookie);
  return { notes: { flash, kept: values }, headers };
}
