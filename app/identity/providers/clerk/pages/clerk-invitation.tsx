/** The provider's own forms on an invitation's page: they take the ticket from its address. */
import { SignIn, SignUp } from "@clerk/react-router";
import { OtherAddress } from "../../../components/other-address.tsx";

export type InvitationData =
  | { kind: "ticket"; isNew: boolean; signInPath: string; signUpPath: string; waitPath: string }
  | { kind: "other"; email: string };

/** Steps are told by the hash: the ticket stays in the address until it is used. */
export function ClerkInvitation({ loaded }: { loaded: InvitationData }) {
  if (loaded.kind === "other") return <OtherAddress email={loaded.email} invited={undefined} />;
  const { isNew, signInPath, signUpPath, waitPath } = loaded;
  return (
    <div className="grid justify-items-center gap-4 py-8">
      {isNew ? (
        <SignUp routing="hash" signInUrl={signInPath} forceRedirectUrl={waitPath} />
      ) : (
        <SignIn routing="hash" signUpUrl={signUpPath} forceRedirectUrl={waitPath} />
      )}
    </div>
  );
}
