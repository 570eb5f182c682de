/**
 * Ties a way into a workspace to the browser that began it, so that nobody can have another's browser finish
 * theirs.
 */

import { soleCookie } from "./cookie-header.ts";
import { serializeHostCookie } from "./host-cookie.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";

const NONCE_COOKIE = "__Host-tenantry-enter";
/** Long enough to sign up on the way. */
const NONCE_MAX_AGE_SECONDS = 15 * 60;

/** The nonce that this browser holds, hashed; undefined where it holds none, or more than one. */
export function readNonceHash(request: Request): string | undefined {
  const nonce = soleCookie(request.headers.get("cookie"), NONCE_COOKIE);
  return isSecret(nonce) ? hashSecret(nonce) : undefined;
}

/** A nonce for this browser: a new one, or, with another tab on its way already, the same. */
export function issueNonce(request: Request): { nonceHash: string; setCookie: string } {
  const held = soleCookie(request.headers.get("cookie"), NONCE_COOKIE);
  const nonce = isSecret(held) ? held : newSecret();
  return {
    nonceHash: hashSecret(nonce),
    setCookie: serializeHostCookie(NONCE_COOKIE, nonce, NONCE_MAX_AGE_SECONDS),
  };
}
