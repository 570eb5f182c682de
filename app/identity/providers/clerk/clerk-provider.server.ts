/** Clerk: the provider in production. */
import { rootAuthLoader } from "@clerk/react-router/server";
import type { LoaderFunctionArgs } from "react-router";
import type { IdentityProvider } from "../../identity-provider.ts";
import { requestsOf } from "./authenticate.server.ts";
import { clerkApi } from "./clerk-api.server.ts";
import { clerkSources, PICTURES } from "./clerk-sources.ts";
import { clerkOptions } from "./keys.server.ts";
import { invitationPage } from "./pages/invitation-page.server.ts";
import {
  companySignOnPage,
  noPage,
  profilePage,
  secondFactorPage,
  signInPage,
} from "./pages/sign-in-pages.server.ts";
import { seeWhole } from "./provider-request.ts";

export const clerkProvider: IdentityProvider = {
  kind: "clerk",
  isStandIn: false,
  ...clerkApi(clerkOptions),
  requests: {
    ...requestsOf(clerkOptions, seeWhole),
    // Its cookies are the provider's own to take away, once the session has ended there.
    forget: () => new Headers(),
  },
  // Nothing of it runs here.
  start: async () => ({ stop: async () => {} }),
  pages: {
    frame: (args) => rootAuthLoader(args as LoaderFunctionArgs),
    thirdParty: () => clerkSources(clerkOptions().publishableKey),
    signIn: signInPage,
    signUp: signInPage,
    signInCode: noPage,
    secondFactor: secondFactorPage,
    profile: profilePage,
    pictures: () => [PICTURES],
    companySignOn: companySignOnPage,
    invitation: invitationPage,
  },
  outbox: undefined,
};
