/** Session tokens in the provider's shape, signed with the stand-in's own key. */
import { createHash, createPrivateKey, randomUUID } from "node:crypto";
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import type { LocalInstance } from "#app/db.local.server.ts";

export type TokenClaims = { userId: string; sessionId: string; issuedAt: Date; expiresAt: Date };
type Signer = { instance: Pick<LocalInstance, "privateKeyPem" | "publicKeyPem">; issuer: string };

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
const keyId = (publicKeyPem: string) =>
  `ins_${createHash("sha256").update(publicKeyPem).digest("hex").slice(0, 24)}`;

/** What a token says. `origin` is the only page origin that may present it (`azp`). @internal */
export function sessionToken(
  { instance, issuer }: Signer,
  origin: string,
  claims: TokenClaims,
): { header: JWTHeaderParameters; payload: JWTPayload } {
  const issuedAt = seconds(claims.issuedAt);
  const payload = {
    v: 2,
    iss: issuer,
    azp: origin,
    sub: claims.userId,
    sid: claims.sessionId,
    sts: "active",
    fva: [0, -1],
    iat: issuedAt,
    nbf: issuedAt,
    exp: seconds(claims.expiresAt),
    jti: randomUUID(),
  };
  return { header: { alg: "RS256", typ: "JWT", kid: keyId(instance.publicKeyPem) }, payload };
}

export function signSessionToken(signer: Signer, origin: string, claims: TokenClaims): Promise<string> {
  const { header, payload } = sessionToken(signer, origin, claims);
  return new SignJWT(payload)
    .setProtectedHeader(header)
    .sign(createPrivateKey(signer.instance.privateKeyPem));
}
