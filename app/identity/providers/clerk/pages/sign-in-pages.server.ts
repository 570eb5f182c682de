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

/** Its own account page adds one. */
export const secondFactorPage: ServerPage<Way> = {
  load: async (_args, way) => ({ loaded: way }),
  async submit() {
    throw data(null, { status: 405 });
  },
};

/** Its own account page takes one. */
export const profilePage: ServerPage<object> = {
  load: async () => ({ loaded: {} }),
  async submit() {
    throw data(null, { status: 405 });
  },
};

/** Its own page of an organization sets it up. */
export const companySignOnPage: ServerPage<{ organizationId: string }> = {
  load: async (_args, { organizationId }) => ({ loaded: { organizationId } }),
  async submit() {
    throw data(null, { status: 405 });
  },
};

/** The provider's own sign-in asks for what this page would. */
export const noPage: ServerPage<Way> = {
  async load() {
    throw data(null, { status: 404 });
  },
  async submit() {
    throw data(null, { status: 405 });
  },
};
