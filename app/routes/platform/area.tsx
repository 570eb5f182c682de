import { Outlet } from "react-router";
import { onlyOn } from "#app/middleware/hostname.server.ts";

export const middleware = [onlyOn("platform")];

/** Runs the guard on client navigations too. */
export const loader = () => null;

export default function PlatformArea() {
  return <Outlet />;
}

export { PlatformError as ErrorBoundary } from "#app/routes/platform/shell/platform-error.tsx";
