/** Dangerous acts ask who somebody is once more, where they last said so long ago. */
import { type RouterContextProvider, redirect } from "react-router";
import { dataTierContext, requestContext, sessionContext, tenantContext } from "#app/context.ts";
import { beginProving } from "./enter-tenant.server.ts";
import { keepPosted } from "./kept-form.server.ts";
import { isRecent } from "./proof.ts";

type Args = { request: Request; context: Readonly<RouterContextProvider>; url: URL };

/**
 * For an action, before it acts. Throws a redirect: over the apex, where the person signs in again, back to
 * this page, which finds what was sent to it.
 */
export async function requireRecentSignIn({ request, context, url }: Args): Promise<void> {
  const session = context.get(sessionContext);
  if (!session) throw redirect("/dashboard", 303);
  if (isRecent(session)) return;
  const away = beginProving(request, context.get(tenantContext), url);
  const owner = { hostname: context.get(requestContext).hostname, userId: session.userId };
  const setCookie = await keepPosted(context.get(dataTierContext), request, url, owner);
  if (setCookie) away.headers.append("set-cookie", setCookie);
  throw away;
}
