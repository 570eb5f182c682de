/** The provider's SDK, for calls that are not about the request at hand. */
import { type ClerkClient, createClerkClient } from "@clerk/backend";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { getClerkOptions } from "./keys.server.ts";

export async function clerkClient(): Promise<ClerkClient> {
  const { publishableKey, secretKey, jwtKey, apiUrl } = getClerkOptions();
  return createClerkClient({
    publishableKey,
    secretKey,
    ...(jwtKey && { jwtKey }),
    ...(apiUrl && { apiUrl }),
    telemetry: { disabled: true },
  });
}

/** How long a page waits for the provider. */
const PROVIDER_WAIT_MS = 5_000;
const RETRY_AFTER_S = 5;
const TOO_MANY = 429;

/**
 * The provider does not answer, fails, or asks for patience. Members who are signed in already do not need
 * it.
 */
export class ProviderUnavailable extends Error {
  readonly status = 503;
  readonly retryAfterSeconds = RETRY_AFTER_S;

  constructor(options?: ErrorOptions) {
    super("The identity provider does not answer.", options);
    this.name = "ProviderUnavailable";
  }
}

/** The answer to a call. Throws ProviderUnavailable, or the provider's own refusal. */
export async function answered<T>(call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderUnavailable()), PROVIDER_WAIT_MS);
  });
  try {
    return await Promise.race([call, tooLong]);
  } catch (error) {
    throw isUnavailable(error) ? new ProviderUnavailable({ cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** The SDK answers what it could not send with an error that has no status. */
const isUnavailable = (error: unknown): boolean =>
  isClerkAPIResponseError(error) && (!error.status || error.status >= 500 || error.status === TOO_MANY);

/** The answer to a call, undefined where the provider knows no such object. Throws as `answered` does. */
export async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await answered(call);
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.status === 404) return undefined;
    throw error;
  }
}
