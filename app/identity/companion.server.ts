/**
 * The cookie that says of a provider's session that this browser began it, or that the person in front of it
 * chose it. The provider's own cookies can be set by a sibling's page; this one is `__Host-`, which nobody
 * but the apex can set. Without it a session is nobody's.
 */
import { hashSecret } from "./secret.ts";
import { signedCookie } from "./signed-cookie.server.ts";

/** @internal */
export const COMPANION_COOKIE = "__Host-tenantry-apex";
/** After this a person is asked once more whether they are who they seem to be. */
const COMPANION_DAYS = 30;
const SECONDS_PER_DAY = 86_400;

const cookie = signedCookie(COMPANION_COOKIE, COMPANION_DAYS * SECONDS_PER_DAY);

/** Between the hash of the session and whose it is. */
const SEPARATOR = ".";
type Session = { id: string; sessionId: string };

/** The header that binds this browser to one session of the provider. */
export const bindSession = ({ id, sessionId }: Session): Promise<string> =>
  cookie.serialize(`${hashSecret(sessionId)}${SEPARATOR}${id}`);

/** The header that takes it away. */
export const unbindSession = (): Promise<string> => cookie.serialize("", { maxAge: 0 });

export async function isBound(request: Request, sessionId: string): Promise<boolean> {
  const { sessionHash } = await readHeld(request);
  return sessionHash === hashSecret(sessionId);
}

/** Whose session this browser is bound to, also once it is over. It lets nobody in. */
export const formerOwner = async (request: Request): Promise<string | undefined> =>
  (await readHeld(request)).userId;

async function readHeld(request: Request) {
  const held: unknown = await cookie.parse(request.headers.get("cookie"));
  const [sessionHash, userId] = typeof held === "string" ? held.split(SEPARATOR) : [];
  return { sessionHash, userId };
}
