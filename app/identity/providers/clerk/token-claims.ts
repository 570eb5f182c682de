/** Pure: what a session token claims, unverified. */
import { decodeJwt } from "jose";
import { z } from "zod";

const shape = z.object({ sub: z.string(), sid: z.string(), iat: z.number(), exp: z.number() });

export type TokenClaims = { userId: string; sessionId: string; issuedAt: number; expiresAt: number };

/** Times in seconds. Undefined for what is no token. */
export function readTokenClaims(token: string): TokenClaims | undefined {
  const claims = shape.safeParse(decode(token)).data;
  return claims && { userId: claims.sub, sessionId: claims.sid, issuedAt: claims.iat, expiresAt: claims.exp };
}

function decode(token: string): unknown {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}
