/** The keys of one instance of the provider. */
import { createHash } from "node:crypto";
import { env } from "#app/env.server.ts";

export type ClerkOptions = {
  publishableKey: string;
  secretKey: string;
  /** Two while one takes the other's place. */
  webhookSecrets: string[];
  /** In the names of this instance's cookies, beside the plain ones. */
  cookieSuffix: string;
  /** With it tokens are verified without a call to the provider. */
  jwtKey: string | undefined;
  /** Undefined: the provider's own. */
  apiUrl: string | undefined;
};
export type GetOptions = () => ClerkOptions;

/** Thrown where keys are half set; the environment's check keeps this from happening. */
class ClerkKeysMissing extends Error {
  constructor() {
    super("CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY and CLERK_WEBHOOK_SECRET must be set together.");
    this.name = "ClerkKeysMissing";
  }
}

/** Those that the environment names. Throws ClerkKeysMissing. */
export function clerkOptions(): ClerkOptions {
  const { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_WEBHOOK_SECRET, CLERK_JWT_KEY } = env;
  if (!CLERK_PUBLISHABLE_KEY || !CLERK_SECRET_KEY || !CLERK_WEBHOOK_SECRET) throw new ClerkKeysMissing();
  return {
    publishableKey: CLERK_PUBLISHABLE_KEY,
    secretKey: CLERK_SECRET_KEY,
    webhookSecrets: CLERK_WEBHOOK_SECRET.split(","),
    cookieSuffix: cookieSuffixOf(CLERK_PUBLISHABLE_KEY),
    jwtKey: CLERK_JWT_KEY,
    apiUrl: undefined,
  };
}

const COOKIE_SUFFIX_LENGTH = 8;

/** As the provider makes it of the publishable key. */
export const cookieSuffixOf = (publishableKey: string): string =>
  createHash("sha1").update(publishableKey).digest("base64url").slice(0, COOKIE_SUFFIX_LENGTH);
