/** On a tenant's hostname: the tenant, in a state to serve, and its data. Unknown names end here with 404. */
import { data, type MiddlewareFunction, redirect } from "react-router";
import {
  dataTierContext,
  requestContext,
  tenantContext,
  tenantControlContext,
  tenantDbContext,
} from "#app/context.ts";
import { isBehind, type Tenant, TenantMoving, type TenantStatus } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";

const PROVISIONING_RETRY_S = 3;
/** A tenant that is behind waits for a run of migrations. */
const BEHIND_RETRY_S = 15;

export const resolveTenant: MiddlewareFunction<Response> = async ({ context, request, url }, next) => {
  const { area, match } = context.get(requestContext);
  if (area !== "tenant" || match.area !== "tenant") return next();
  const tier = context.get(dataTierContext);
  const found = await tier.tenantRegistry.resolveHostname(match);
  const tenant = found?.status === "moving" ? await tier.whereabouts.settled(found) : found;
  if (!tenant) throw data(null, { status: 404 });
  if (match.slug !== null && match.slug !== tenant.slug) throw redirectToNewName(tenant, request, url);
  refuseUnlessServing(tenant);
  refuseIfBehind(tenant);
  context.set(tenantContext, tenant);
  context.set(tenantDbContext, tier.tenantRouter.connect(tenant));
  context.set(tenantControlContext, tier.controlDb.forTenant(tenant.id));
  return next();
};

/**
 * Renamed: the same page on its new hostname. Not to be remembered for longer than the old name is reserved.
 */
function redirectToNewName(tenant: Tenant, { method }: Request, url: URL): Response {
  if (tenant.status === "deleted" || tenant.status === "purged") throw data(null, { status: 404 });
  const status = method === "GET" || method === "HEAD" ? 301 : 308;
  const target = `${tenantOrigin(tenant.slug)}${url.pathname}${url.search}`;
  return redirect(target, { status, headers: { "cache-control": "no-store" } });
}

/** This code needs what the tenant's tables do not have yet; the other tenants are served. */
function refuseIfBehind({ schemaVersion }: Tenant): void {
  if (!isBehind(schemaVersion)) return;
  throw data(
    { reason: "updating", retryAfterSeconds: BEHIND_RETRY_S },
    { status: 503, headers: { "Retry-After": String(BEHIND_RETRY_S) } },
  );
}

/** What a tenant's state answers in place of a page. */
function refuseUnlessServing(tenant: Tenant): void {
  const status: TenantStatus = tenant.status;
  switch (status) {
    case "active":
    case "read-only":
      return;
    case "provisioning":
      throw data(
        { reason: "provisioning", retryAfterSeconds: PROVISIONING_RETRY_S },
        { status: 503, headers: { "Retry-After": String(PROVISIONING_RETRY_S) } },
      );
    case "moving":
      throw new TenantMoving(tenant.slug);
    case "suspended":
      throw data(
        { reason: "suspended", notice: tenant.suspensionNotice ?? undefined, writeTo: env.SUPPORT_EMAIL },
        { status: 403 },
      );
    case "spare":
    case "deleted":
    case "purged":
      throw data(null, { status: 404 });
    default:
      throw unknownStatus(status);
  }
}

const unknownStatus = (status: never) => new Error(`Unknown tenant status ${String(status)}.`);
