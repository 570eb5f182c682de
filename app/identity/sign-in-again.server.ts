/** Whose session is over goes to sign in, and finds what they had typed when they come back. */
import type { RouterContextProvider } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { isUnsafe } from "#app/http/unsafe.ts";
import { keepPosted } from "./kept-form.server.ts";

type Args = { request: Request; context: Readonly<RouterContextProvider>; url: URL };
type Sessions = { formerOwner(request: Request): Promise<string | undefined> };

/**
 * `away` leads to sign in; what was posted is kept on the way. Only for a browser that brings a cookie of
 * ours: nobody else has typed here, and strangers fill no tables.
 */
export async function signInAgain(
  { request, context, url }: Args,
  sessions: Sessions,
  away: Response,
): Promise<Response> {
  if (!isUnsafe(request)) return away;
  const userId = await sessions.formerOwner(request);
  if (userId === undefined) return away;
  const { hostname } = context.get(requestContext);
  const setCookie = await keepPosted(context.get(dataTierContext), request, url, { hostname, userId });
  if (setCookie) away.headers.append("set-cookie", setCookie);
  return away;
}
