/** Session tokens in the provider's shape, signed with the stand-in's own key. */
import { createHash, createPrivateKey, randomUUID } from "node:crypto";
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import type { LocalInstance } from "#app/db.local.server.ts";

export type TokenClaims = {
  userId: string;
  sessionId: string;
  issuedAt: Date;
  expiresAt: Date;
  /** When the first factor was given, and whether a second one was; left out: with the token, and none. */
  provedAt?: Date;
  hasSecondFactor?: boolean;
};
type Signer = { instance: Pick<LocalInstance, "privateKeyPem" | "publicKeyPem">; issuer: string };

const MS_PER_MINUTE = 60_000;

/** The provider's: minutes since each factor was verified, -1 for never. */
const factorAges = ({ issuedAt, provedAt = issuedAt, hasSecondFactor = false }: TokenClaims) => [
  Math.max(0, Math.floor((issuedAt.getTime() - provedAt.getTime()) / MS_PER_MINUTE)),
  hasSecondFactor ? 0 : -1,
];

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
    fva: factorAges(claims),
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
