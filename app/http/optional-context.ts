import type { RouterContext, RouterContextProvider } from "react-router";

/**
 * What a middleware may not have come to set. Only for answers that must be made whatever happened before.
 */
export function getOptional<T>(
  context: Readonly<RouterContextProvider>,
  key: RouterContext<T>,
): T | undefined {
  try {
    return context.get(key);
  } catch {
    return undefined;
  }
}
