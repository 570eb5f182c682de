/**
 * The cookie that says of a provider's session that this browser began it, or that the person in front of it
 * chose it. The provider's own cookies can be set by a sibling's page; this one is `__Host-`, which nobody
 * but the apex can set. Without it a session is nobody's.
 */
import { createCookie } from "react-router";
import { env } from "#app/env.server.ts";
import { soleCookie } from "./cookie-header.ts";
import { hashSecret } from "./secret.ts";

/** @internal */
export const COMPANION_COOKIE = "__Host-tenantry-apex";
/** After this a person is asked once more whether they are who they seem to be. */
const COMPANION_DAYS = 30;
const SECONDS_PER_DAY = 86_400;

const cookie = createCookie(COMPANION_COOKIE, {
  httpOnly: true,
  secure: true,
  sameSite: "lax",
  path: "/",
  maxAge: COMPANION_DAYS * SECONDS_PER_DAY,
  secrets: [env.SESSION_SECRET],
});

/** The header that binds this browser to one session of the provider. */
export const bindSession = (sessionId: string): Promise<string> => cookie.serialize(hashSecret(sessionId));

/** The header that takes it away. */
export const unbindSession = (): Promise<string> => cookie.serialize("", { maxAge: 0 });

export async function isBound(request: Request, sessionId: string): Promise<boolean> {
  const held: unknown = await cookie.parse(soleCookie(request.headers.get("cookie"), COMPANION_COOKIE));
  return held === hashSecret(sessionId);
}
