import type { RouterContextProvider } from "react-router";
import { type DocumentSettings, toHue } from "./components/document-settings.tsx";
import { nonceContext, requestContext, tenantContext } from "./context.ts";
import { newNonce } from "./middleware/security-headers.server.ts";
import { getOptional } from "./optional-context.ts";
import { getPreferences } from "./preferences.server.ts";

/** Never fails: error pages are documents too, also those that no middleware has prepared. */
export async function documentSettings(
  request: Request,
  context: Readonly<RouterContextProvider>,
): Promise<DocumentSettings & { nonce: string }> {
  const { theme, timeZone } = await getPreferences(request);
  return {
    theme: theme ?? "system",
    hue: toHue(getOptional(context, tenantContext)?.settings.hue),
    requestId: getOptional(context, requestContext)?.id ?? "",
    nowMs: Date.now(),
    timeZone: timeZone ?? "UTC",
    nonce: getOptional(context, nonceContext) ?? newNonce(),
  };
}
