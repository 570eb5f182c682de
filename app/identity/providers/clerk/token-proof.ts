/** Pure: what a session token says of when its person proved who they are, and by what. */
import type { Proof } from "../../proof.ts";

const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60_000;

/**
 * Of a token's `iat` (seconds) and `fva`: the minutes that had passed since the first and the second factor
 * were verified when it was made, -1 for never. What it does not say was never proved.
 */
export function proofOf(claims: { iat?: unknown; fva?: unknown } | null | undefined): Proof {
  const [first, second] = Array.isArray(claims?.fva) ? (claims.fva as unknown[]) : [];
  const issuedAtMs = isCount(claims?.iat) ? claims.iat * MS_PER_SECOND : undefined;
  const isProved = issuedAtMs !== undefined && isCount(first);
  return {
    provedAt: new Date(isProved ? issuedAtMs - first * MS_PER_MINUTE : 0),
    hasSecondFactor: isCount(second),
  };
}

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;
