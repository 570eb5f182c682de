/** The identity provider of this installation: the environment says which. */
import { env } from "#app/env.server.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { clerkProvider } from "./providers/clerk/clerk-provider.server.ts";
import { localProvider } from "./providers/local/local-provider.server.ts";

const PROVIDERS: Record<typeof env.identity, IdentityProvider> = {
  clerk: clerkProvider,
  local: localProvider,
};

export const identity: IdentityProvider = PROVIDERS[env.identity];
