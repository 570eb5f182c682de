/** The provider's SDK, for calls that are not about the request at hand. */
import { type ClerkClient, createClerkClient } from "@clerk/backend";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { getClerkOptions } from "./keys.server.ts";

export async function clerkClient(): Promise<ClerkClient> {
  const { publishableKey, secretKey, jwtKey, apiUrl } = await getClerkOptions();
  return createClerkClient({
    publishableKey,
    secretKey,
    ...(jwtKey && { jwtKey }),
    ...(apiUrl && { apiUrl }),
    telemetry: { disabled: true },
  });
}

/** The answer to a call, undefined where the provider knows no such object. */
export async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.status === 404) return undefined;
    throw error;
  }
}
