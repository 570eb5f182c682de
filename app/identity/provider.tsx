/** The provider's context for its components: there with real keys, nothing with the stand-in. */
import { ClerkProvider } from "@clerk/react-router";
import type { ReactNode } from "react";

type IdentityProviderProps = {
  /** What `identityLoader` answered. */
  loaderData: { kind: "clerk" | "local"; clerkState?: unknown } | undefined;
  nonce?: string;
  children: ReactNode;
};

export function IdentityProvider({ loaderData, nonce, children }: IdentityProviderProps) {
  if (loaderData?.kind !== "clerk") return children;
  return (
    <ClerkProvider loaderData={loaderData} nonce={nonce}>
      {children}
    </ClerkProvider>
  );
}
