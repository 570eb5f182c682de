/** Who is signed in on this tenant's hostname. */
import type { MiddlewareFunction } from "react-router";
import {
  dataTierContext,
  requestContext,
  sessionContext,
  type TenantSession,
  tenantContext,
} from "#app/context.ts";
import { cookieValues } from "#app/identity/cookie-header.ts";
import { serializeHostCookie } from "#app/identity/host-cookie.ts";
import { SESSION_COOKIE, sessionStorage } from "#app/identity/session-storage.server.ts";

/** On tenant hostnames only: cookie → live session of this tenant on this hostname, or null. */
export const loadSession: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const { area, hostname } = context.get(requestContext);
  if (area !== "tenant") return next();
  const header = request.headers.get("cookie");
  const { length } = cookieValues(header, SESSION_COOKIE);
  if (length > 1) return refuseBoth();
  context.set(sessionContext, length === 0 ? null : await readSession(header));
  return next();

  async function readSession(cookies: string | null): Promise<TenantSession | null> {
    const storage = sessionStorage(context.get(dataTierContext), context.get(tenantContext), hostname);
    const { idHash, userId, sourceSessionId } = (await storage.getSession(cookies)).data;
    return idHash && userId && sourceSessionId ? { idHash, userId, sourceSessionId } : null;
  }
};

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
