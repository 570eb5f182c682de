import { useMatches } from "react-router";

/** A number, or what answers one from what the route has loaded. */
function secondsOf({ handle, loaderData }: { handle: unknown; loaderData: unknown }): unknown {
  if (typeof handle !== "object" || handle === null || !("refreshSeconds" in handle)) return undefined;
  const { refreshSeconds } = handle;
  return typeof refreshSeconds === "function" ? (refreshSeconds(loaderData) as unknown) : refreshSeconds;
}

/**
 * For pages that wait for something: a route says so by `handle.refreshSeconds`; with JavaScript it asks by
 * itself.
 */
export function RefreshWithoutScript() {
  const seconds = useMatches()
    .map(secondsOf)
    .find((value) => typeof value === "number");
  if (seconds === undefined) return null;
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(seconds)} />
    </noscript>
  );
}
