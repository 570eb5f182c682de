/** Session tokens in the provider's shape, signed with the stand-in's own key. */
import { createHash, randomUUID, sign } from "node:crypto";
import type { LocalInstance } from "#app/db.server.ts";

export type TokenClaims = { userId: string; sessionId: string; issuedAt: Date; expiresAt: Date };
type Signer = { instance: Pick<LocalInstance, "privateKeyPem" | "publicKeyPem">; issuer: string };

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
const keyId = (publicKeyPem: string) =>
  `ins_${createHash("sha256").update(publicKeyPem).digest("hex").slice(0, 24)}`;

/** `origin` is the only page origin that may present the token (`azp`). */
export function signSessionToken(signer: Signer, origin: string, claims: TokenClaims): string {
  const issuedAt = seconds(claims.issuedAt);
  const header = { alg: "RS256", typ: "JWT", kid: keyId(signer.instance.publicKeyPem) };
  const payload = {
    v: 2,
    iss: signer.issuer,
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
  const content = `${encode(header)}.${encode(payload)}`;
  const signature = sign("RSA-SHA256", Buffer.from(content), signer.instance.privateKeyPem);
  return `${content}.${signature.toString("base64url")}`;
}
