/** Refuses who asks for too much, before anything is done for them. */
import type { MiddlewareFunction } from "react-router";
import { clientContext, requestContext, tenantContext } from "#app/context.ts";
import { limit } from "#app/http/limits.server.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { isUnsafe } from "#app/http/unsafe.ts";
import { WEBHOOK_PATH } from "./origin.server.ts";

/** By address. A probe is not a person's and is never refused. */
export const limitAddress: MiddlewareFunction<Response> = async ({ request, context, url }, next) => {
  if (context.get(clientContext).isProbing) return next();
  const { ip } = context.get(requestContext);
  const isWebhook = url.pathname === WEBHOOK_PATH;
  await limit(isWebhook ? "webhooks" : "requests", ip);
  if (isUnsafe(request) && !isWebhook) await limit("forms", ip);
  return next();
};

/** By tenant: one of them at its limit takes nothing from the others. */
export const limitTenant: MiddlewareFunction<Response> = async ({ context }, next) => {
  const tenant = getOptional(context, tenantContext);
  if (tenant) await limit("tenant", tenant.id);
  return next();
};

/** By person, for what changes something. */
export async function limitChanges(request: Request, userId: string): Promise<void> {
  if (isUnsafe(request)) await limit("changes", userId);
}
