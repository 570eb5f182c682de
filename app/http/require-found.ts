import { data } from "react-router";

/** For what a query answers that carries the reach itself: undefined is 404. */
export function requireFound<T>(found: T | undefined): T {
  if (found === undefined) throw data(null, { status: 404 });
  return found;
}
