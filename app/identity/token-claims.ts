/** Pure: what a session token claims, unverified. */
import { z } from "zod";

const shape = z.object({ sub: z.string(), sid: z.string(), iat: z.number(), exp: z.number() });

export type TokenClaims = { userId: string; sessionId: string; issuedAt: number; expiresAt: number };

/** Times in seconds. Undefined for what is no token. */
export function readTokenClaims(token: string): TokenClaims | undefined {
  const [, payload] = token.split(".");
  if (!payload) return undefined;
  const claims = shape.safeParse(parse(payload)).data;
  return claims && { userId: claims.sub, sessionId: claims.sid, issuedAt: claims.iat, expiresAt: claims.exp };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString());
  } catch {
    return undefined;
  }
}
