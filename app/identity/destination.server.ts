import { originOf, platformHostname, tenantOrigin } from "#app/http/urls.server.ts";
import { isSlugShaped } from "#app/validation/workspace.ts";

const WORKSPACE = /^\/workspaces\/([^/?#]+)\/enter(?:[?#]|$)/;
const PLATFORM = /^\/platform-enter(?:[?#]|$)/;

/** The host that a way back on the apex leads on to; undefined where it stays there. */
export function destinationOf(returnTo: string): string | undefined {
  if (PLATFORM.test(returnTo)) return new URL(originOf(platformHostname)).host;
  const slug = WORKSPACE.exec(returnTo)?.[1];
  return slug && isSlugShaped(slug) ? new URL(tenantOrigin(slug)).host : undefined;
}
