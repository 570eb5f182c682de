/** The provider's own forms on an invitation's page: they take the ticket from its address. */
import { SignIn, SignUp } from "@clerk/react-router";

type ClerkInvitationProps = {
  isNew: boolean;
  /** The same page for whoever has an account, and for whoever has none. */
  signInPath: string;
  signUpPath: string;
  waitPath: string;
};

/** Steps are told by the hash: the ticket stays in the address until it is used. */
export const ClerkInvitation = ({ isNew, signInPath, signUpPath, waitPath }: ClerkInvitationProps) => (
  <div className="grid justify-items-center gap-4 py-8">
    {isNew ? (
      <SignUp routing="hash" signInUrl={signInPath} forceRedirectUrl={waitPath} />
    ) : (
      <SignIn routing="hash" signUpUrl={signUpPath} forceRedirectUrl={waitPath} />
    )}
  </div>
);
