/** Who is signed in on this tenant's hostname. */
import type { MiddlewareFunction } from "react-router";
import { dataTierContext, requestContext, sessionContext, tenantContext } from "#app/context.ts";
import { cookieValues } from "#app/identity/cookie-header.ts";
import { serializeHostCookie } from "#app/identity/host-cookie.ts";
import { readSession, SESSION_COOKIE } from "#app/identity/tenant-sessions.server.ts";

/** On tenant hostnames only: cookie → live session of this tenant on this hostname, or null. */
export const loadSession: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const { area, hostname } = context.get(requestContext);
  if (area !== "tenant") return next();
  if (cookieValues(request.headers.get("cookie"), SESSION_COOKIE).length > 1) return refuseBoth();
  const tier = context.get(dataTierContext);
  const { session, setCookie } = await readSession(tier, context.get(tenantContext), hostname, request);
  context.set(sessionContext, session);
  const response = await next();
  if (setCookie && !setsSession(response)) response.headers.append("set-cookie", setCookie);
  return response;
};

/** Whoever signs in or out has the last word. */
const setsSession = ({ headers }: Response): boolean =>
  headers.getSetCookie().some((line) => line.startsWith(`${SESSION_COOKIE}=`));

/** No browser of ours sends two: we cannot know which one is the person's, so neither counts. */
function refuseBoth(): Response {
  return new Response("400 Bad Request", {
    status: 400,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "set-cookie": serializeHostCookie(SESSION_COOKIE, "", 0),
    },
  });
}
