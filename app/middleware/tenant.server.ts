/** On a tenant's hostname: the tenant, in a state to serve, and its data. Unknown names end here with 404. */
import { data, type MiddlewareFunction } from "react-router";
import { requestContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { type Tenant, type TenantStatus, tenantRegistry, tenantRouter } from "#app/db.server.ts";

const PROVISIONING_RETRY_S = 3;

export const resolveTenant: MiddlewareFunction<Response> = async ({ context }, next) => {
  const { area, match } = context.get(requestContext);
  if (area !== "tenant" || match.area !== "tenant") return next();
  const tenant = await tenantRegistry().resolveHostname(match);
  if (!tenant) throw data(null, { status: 404 });
  refuseUnlessServing(tenant);
  context.set(tenantContext, tenant);
  context.set(tenantDbContext, tenantRouter().connect(tenant));
  return next();
};

/** What a tenant's state answers in place of a page. */
function refuseUnlessServing(tenant: Tenant): void {
  const status: TenantStatus = tenant.status;
  switch (status) {
    case "active":
      return;
    case "provisioning":
      throw data(
        { reason: "provisioning", retryAfterSeconds: PROVISIONING_RETRY_S },
        { status: 503, headers: { "Retry-After": String(PROVISIONING_RETRY_S) } },
      );
    case "moving":
      throw data(
        { reason: "moving", retryAfterSeconds: 1 },
        { status: 503, headers: { "Retry-After": "1" } },
      );
    case "suspended":
      throw data({ reason: "suspended" }, { status: 403 });
    case "spare":
    case "deleted":
    case "purged":
      throw data(null, { status: 404 });
    default:
      throw unknownStatus(status);
  }
}

const unknownStatus = (status: never) => new Error(`Unknown tenant status ${String(status)}.`);
