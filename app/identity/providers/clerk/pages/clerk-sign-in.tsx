/** The provider's own sign-in and sign-up. */
import { SignIn, SignUp } from "@clerk/react-router";
import type { ReactNode } from "react";
import { Destination } from "../../../components/destination.tsx";
import type { Way } from "../../../identity-provider.ts";
import { signInPath, signUpPath } from "../../../paths.ts";

export const ClerkSignIn = ({ destination, returnTo }: Way) => (
  <Middle destination={destination}>
    <SignIn routing="path" path="/sign-in" signUpUrl={signUpPath(returnTo)} forceRedirectUrl={returnTo} />
  </Middle>
);

export const ClerkSignUp = ({ destination, returnTo }: Way) => (
  <Middle destination={destination}>
    <SignUp routing="path" path="/sign-up" signInUrl={signInPath(returnTo)} forceRedirectUrl={returnTo} />
  </Middle>
);

const Middle = ({ destination, children }: { destination: string | undefined; children: ReactNode }) => (
  <div className="grid justify-items-center gap-4 py-8">
    <Destination host={destination} />
    {children}
  </div>
);
