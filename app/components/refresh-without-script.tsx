import { useMatches } from "react-router";

const secondsOf = (handle: unknown): unknown =>
  typeof handle === "object" && handle !== null && "refreshSeconds" in handle
    ? handle.refreshSeconds
    : undefined;

/** For pages that wait for something: a route says so by `handle.refreshSeconds`; with JavaScript it asks by itself. */
export function RefreshWithoutScript() {
  const seconds = useMatches()
    .map(({ handle }) => secondsOf(handle))
    .find((value) => typeof value === "number");
  if (seconds === undefined) return null;
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(seconds)} />
    </noscript>
  );
}
