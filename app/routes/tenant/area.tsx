import { Outlet } from "react-router";
import { onlyOn } from "#app/middleware/hostname.server.ts";

export const middleware = [onlyOn("tenant")];

/** Runs the guard on client navigations too. */
export const loader = () => null;

export default function TenantArea() {
  return <Outlet />;
}

export { BareError as ErrorBoundary } from "#app/components/bare-error.tsx";
