/** Calls of the provider's API, by its own SDK. */
import { type ClerkClient, createClerkClient } from "@clerk/backend";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { ProviderUnavailable } from "../../provider-errors.ts";
import type { ClerkOptions } from "./keys.server.ts";

/** Made for each call: keys and addresses may change in between. */
export type GetClient = () => ClerkClient;

export function clerkClient({ publishableKey, secretKey, jwtKey, apiUrl }: ClerkOptions): ClerkClient {
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
const TOO_MANY = 429;

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
