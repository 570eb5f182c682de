import type { RouterContextProvider } from "react-router";
import { nonceContext, requestContext, tenantContext } from "#app/context.ts";
import { toTextArea } from "#app/i18n/text-area.ts";
import { type DocumentSettings, toHue } from "./document-settings.tsx";
import { getOptional } from "./optional-context.ts";
import { effectivePreferences } from "./preferences.server.ts";
import { newNonce } from "./security-headers.server.ts";
import { apexUrl } from "./urls.server.ts";

/** Never fails: error pages are documents too, also those that no middleware has prepared. */
export async function documentSettings(
  request: Request,
  context: Readonly<RouterContextProvider>,
): Promise<DocumentSettings & { nonce: string }> {
  const { theme, shortcuts, timeZone } = await effectivePreferences({ request, context });
  const zone = timeZone ?? getOptional(context, tenantContext)?.settings.timeZone;
  return {
    theme: theme ?? "system",
    hue: toHue(hueOf(context)),
    requestId: getOptional(context, requestContext)?.id ?? "",
    area: toTextArea(areaOf(context)),
    homeUrl: hasHome(context) ? "/" : apexUrl("/"),
    nowMs: Date.now(),
    hasShortcuts: shortcuts !== "off",
    timeZone: zone ?? "UTC",
    isZoneChosen: zone !== undefined,
    nonce: getOptional(context, nonceContext) ?? newNonce(),
  };
}

/** Staff see by the colour where they are. */
const PLATFORM_HUE = 262;

const areaOf = (context: Readonly<RouterContextProvider>) => getOptional(context, requestContext)?.area;

const hueOf = (context: Readonly<RouterContextProvider>): number | undefined =>
  areaOf(context) === "platform" ? PLATFORM_HUE : getOptional(context, tenantContext)?.settings.hue;

/** A hostname that is nobody's, or whose tenant does not serve now, has no start page. */
const hasHome = (context: Readonly<RouterContextProvider>): boolean =>
  areaOf(context) === "apex" ||
  areaOf(context) === "platform" ||
  getOptional(context, tenantContext) !== undefined;
