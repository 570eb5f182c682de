/** Pages look and speak as who asks has chosen: before this, as their browser on this hostname has. */
import type { MiddlewareFunction, RouterContextProvider } from "react-router";
import { preferencesContext, requestContext, tenantContext } from "#app/context.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { effectivePreferences } from "#app/http/preferences.server.ts";
import { speak } from "#app/i18n/i18n.server.ts";
import { readPersonPreferences, signedInId } from "#app/identity/person-preferences.server.ts";
import { log } from "#app/telemetry/log.server.ts";

type Args = { request: Request; context: Readonly<RouterContextProvider> };

/** The person's choice, else the browser's, else the workspace's, else what the browser asks for. */
export const followPreferences: MiddlewareFunction<Response> = async (args, next) => {
  await follow(args);
  return next();
};

async function follow(args: Args): Promise<void> {
  const { context } = args;
  const { area } = context.get(requestContext);
  if (area === "none") return;
  try {
    const userId = await signedInId(args);
    if (userId !== undefined) context.set(preferencesContext, await readPersonPreferences(context, userId));
  } catch (error) {
    // A page in another colour is better than none: what the page itself needs, it asks for.
    log.warn({ err: error }, "preferences not read");
  }
  const { locale } = await effectivePreferences(args);
  await speak(context, locale ?? getOptional(context, tenantContext)?.settings.language);
}
