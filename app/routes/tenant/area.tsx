import { Outlet } from "react-router";
import { onlyOn } from "#app/middleware/hostname.server.ts";

export const middleware = [onlyOn("tenant")];

/** Runs the guard on client navigations too. */
export const loader = () => null;

export default function TenantArea() {
  return <Outlet />;
}

export { TenantError as ErrorBoundary } from "#app/routes/tenant/shell/tenant-error.tsx";
