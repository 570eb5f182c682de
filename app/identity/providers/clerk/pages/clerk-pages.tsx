/** The browser's half of the provider's pages. */
import { UserProfile } from "@clerk/react-router";
import type { Way } from "../../../identity-provider.ts";
import type { ProviderPages } from "../../../provider-page.ts";
import { ClerkFactor } from "./clerk-factor.tsx";
import { ClerkFrame } from "./clerk-frame.tsx";
import { ClerkInvitation, type InvitationData } from "./clerk-invitation.tsx";
import { ClerkOrganization } from "./clerk-organization.tsx";
import { ClerkSignIn, ClerkSignUp } from "./clerk-sign-in.tsx";

export const pages: ProviderPages = {
  Frame: ClerkFrame,
  SignIn: ({ loaded }) => <ClerkSignIn {...(loaded as Way)} />,
  SignUp: ({ loaded }) => <ClerkSignUp {...(loaded as Way)} />,
  // The provider's own sign-in asks for it by itself.
  SignInCode: () => null,
  SecondFactor: ({ loaded }) => <ClerkFactor {...(loaded as Way)} />,
  Profile: () => <UserProfile routing="hash" />,
  CompanySignOn: ({ loaded }) => <ClerkOrganization {...(loaded as { organizationId: string })} />,
  Invitation: ({ loaded }) => <ClerkInvitation loaded={loaded as InvitationData} />,
};
