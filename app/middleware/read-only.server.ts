/** What would change a read-only workspace is refused before anything of it is done; the rest is as ever. */
import type { MiddlewareFunction } from "react-router";
import { dataTierContext, memberContext, requestContext, tenantContext } from "#app/context.ts";
import { TenantReadOnly } from "#app/db.server.ts";
import { isReadOnly } from "#app/http/read-only.server.ts";
import { isUnsafe } from "#app/http/unsafe.ts";
import { keepPosted } from "#app/identity/kept-form.server.ts";

/**
 * Forms that change nothing in a workspace: a person's own sessions and choices, sessions that are ended for
 * safety, and files that are taken along. By the route's path; what is new is refused until it is named here.
 */
const TAKEN_ALL_THE_SAME: ReadonlySet<string> = new Set([
  "account",
  "sessions",
  "members/:userId/sessions",
  "notifications/settings",
  "activity/exports",
  "settings/audit-log/exports",
  "settings/export",
  "settings/export/:exportId/downloads",
  "projects/export", // example
]);

export const refuseWhileReadOnly: MiddlewareFunction<Response> = (args, next) => {
  if (isRefused(args)) throw new TenantReadOnly(args.context.get(tenantContext));
  return next();
};

/** Around it: what was typed is in the form when its page is loaded again. */
export const keepRefused: MiddlewareFunction<Response> = async (args, next) => {
  const setCookie = isRefused(args) ? await keep(args) : undefined;
  const response = await next();
  if (setCookie) response.headers.append("set-cookie", setCookie);
  return response;
};

type Args = Pick<Parameters<MiddlewareFunction<Response>>[0], "request" | "context" | "url" | "pattern">;

const isRefused = ({ request, context, pattern }: Args): boolean =>
  isReadOnly({ tenant: context.get(tenantContext) }) &&
  isUnsafe(request) &&
  !TAKEN_ALL_THE_SAME.has(pattern.replace(/^\//, ""));

/** Never fails: what is no form, or too large to be kept, is refused all the same. */
function keep({ request, context, url }: Args): Promise<string | undefined> {
  const { hostname } = context.get(requestContext);
  const owner = { hostname, userId: context.get(memberContext).id };
  return keepPosted(context.get(dataTierContext), request, url, owner).catch(() => undefined);
}
