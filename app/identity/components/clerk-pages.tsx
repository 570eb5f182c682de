/** The provider's own components, for real keys. */
import { SignIn, SignUp } from "@clerk/react-router";
import { signInPath, signUpPath } from "../paths.ts";

export const ClerkSignIn = ({ returnTo }: { returnTo: string }) => (
  <div className="grid justify-items-center py-8">
    <SignIn routing="path" path="/sign-in" signUpUrl={signUpPath(returnTo)} forceRedirectUrl={returnTo} />
  </div>
);

export const ClerkSignUp = ({ returnTo }: { returnTo: string }) => (
  <div className="grid justify-items-center py-8">
    <SignUp routing="path" path="/sign-up" signInUrl={signInPath(returnTo)} forceRedirectUrl={returnTo} />
  </div>
);
