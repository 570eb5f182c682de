/** The server's half of the provider's own sign-in and sign-up, whose forms post to the provider. */
import { data, redirect } from "react-router";
import type { ServerPage, Visitor, Way } from "../../../identity-provider.ts";
import { confirmPath } from "../../../paths.ts";

/** For both. */
export const signInPage: ServerPage<Way & Visitor> = {
  async load(_args, { verified, returnTo, destination }) {
    // The provider's own form shows nothing to whom it takes for signed in.
    if (verified) throw redirect(confirmPath(returnTo));
    return { loaded: { returnTo, destination } };
  },
  async submit() {
    throw data(null, { status: 405 });
  },
};
