/** The browser's half of the stand-in's pages. */
import type { ProviderPages } from "../../../provider-page.ts";
import { LocalCompanySignOn, type LocalCompanySignOnProps } from "./company-sign-on.tsx";
import { InvitationPage, type InvitationPageData } from "./invitation-page.tsx";
import {
  LocalSecondFactor,
  LocalSignInCode,
  type SecondFactorData,
  type SignInCodeData,
} from "./second-factor-pages.tsx";
import { LocalSignIn, type LocalSignInProps } from "./sign-in.tsx";
import { LocalSignUp, type LocalSignUpProps } from "./sign-up.tsx";

type Loaded<Props> = Omit<Props, "lastResult">;

export const pages: ProviderPages = {
  Frame: ({ children }) => children,
  SignIn: ({ loaded, lastResult }) => (
    <LocalSignIn {...(loaded as Loaded<LocalSignInProps>)} lastResult={lastResult} />
  ),
  SignUp: ({ loaded, lastResult }) => (
    <LocalSignUp {...(loaded as Loaded<LocalSignUpProps>)} lastResult={lastResult} />
  ),
  SignInCode: ({ loaded, lastResult }) => (
    <LocalSignInCode {...(loaded as SignInCodeData)} lastResult={lastResult} />
  ),
  SecondFactor: ({ loaded, lastResult }) => (
    <LocalSecondFactor {...(loaded as SecondFactorData)} lastResult={lastResult} />
  ),
  // It keeps no pictures.
  Profile: () => null,
  CompanySignOn: ({ loaded }) => <LocalCompanySignOn {...(loaded as LocalCompanySignOnProps)} />,
  Invitation: ({ loaded, lastResult }) => (
    <InvitationPage ticket={loaded as InvitationPageData} lastResult={lastResult} />
  ),
};
