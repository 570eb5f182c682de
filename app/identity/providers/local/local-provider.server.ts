/** The stand-in: the same API, tokens and messages as the real provider's, with keys made here. */
import type { IdentityProvider } from "../../identity-provider.ts";
import { requestsOf } from "../clerk/authenticate.server.ts";
import { clerkApi } from "../clerk/clerk-api.server.ts";
import { type ClerkOptions, cookieSuffixOf } from "../clerk/keys.server.ts";
import { cleanRequest } from "./clean-request.ts";
import { localIdentity, startLocalIdentity } from "./instance.server.ts";
import { localOutbox } from "./outbox.server.ts";
import { companySignOnPage } from "./pages/company-sign-on-page.server.ts";
import { invitationPage } from "./pages/invitation-page.server.ts";
import { secondFactorPage, signInCodePage } from "./pages/second-factor-pages.server.ts";
import { signInPage, signUpPage } from "./pages/sign-in-pages.server.ts";
import { clearedCookies } from "./people.server.ts";

export const localProvider: IdentityProvider = {
  kind: "local",
  isStandIn: true,
  ...clerkApi(localOptions),
  requests: { ...requestsOf(localOptions, cleanRequest), forget: clearedCookies },
  start: startLocalIdentity,
  pages: {
    // Plain forms, which need nothing around them.
    frame: async () => undefined,
    thirdParty: () => undefined,
    signIn: signInPage,
    signUp: signUpPage,
    signInCode: signInCodePage,
    secondFactor: secondFactorPage,
    profile: undefined,
    pictures: () => [],
    companySignOn: companySignOnPage,
    invitation: invitationPage,
  },
  outbox: localOutbox,
};

/** @internal */
export function localOptions(): ClerkOptions {
  const { instance, publishableKey, apiUrl } = localIdentity();
  const { secretKey, webhookSecret, publicKeyPem } = instance;
  const cookieSuffix = cookieSuffixOf(publishableKey);
  const webhookSecrets = [webhookSecret];
  return { publishableKey, secretKey, webhookSecrets, cookieSuffix, jwtKey: publicKeyPem, apiUrl };
}
