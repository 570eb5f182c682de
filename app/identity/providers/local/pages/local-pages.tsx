/** The browser's half of the stand-in's pages. */
import type { ProviderPages } from "../../../provider-page.ts";
import {
  LocalSecondFactor,
  LocalSignInCode,
  type SecondFactorData,
  type SignInCodeData,
} from "./code-page.tsx";
import { InvitationPage, type InvitationPageData } from "./invitation-page.tsx";
import { LocalSignIn, type LocalSignInProps } from "./sign-in.tsx";
import { LocalSignUp, type LocalSignUpProps } from "./sign-up.tsx";

type Loaded<Props> = Omit<Props, "lastResult">;

export const pages: ProviderPages = {
  Frame: ({ children }) => children,
  SignIn: ({ loaded, lastResult }) => {
    const shown = loaded as Loaded<LocalSignInProps> | SignInCodeData;
    if ("person" in shown) return <LocalSignInCode {...shown} lastResult={lastResult} />;
    return <LocalSignIn {...shown} lastResult={lastResult} />;
  },
  SignUp: ({ loaded, lastResult }) => (
    <LocalSignUp {...(loaded as Loaded<LocalSignUpProps>)} lastResult={lastResult} />
  ),
  SecondFactor: ({ loaded, lastResult }) => (
    <LocalSecondFactor {...(loaded as SecondFactorData)} lastResult={lastResult} />
  ),
  Invitation: ({ loaded, lastResult }) => (
    <InvitationPage ticket={loaded as InvitationPageData} lastResult={lastResult} />
  ),
};
