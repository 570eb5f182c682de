/** The stand-in's companies, as its settings name them: there is nothing to change on the page. */
import { data } from "react-router";
import type { ServerPage } from "../../../identity-provider.ts";
import { companies } from "../companies.server.ts";

export const companySignOnPage: ServerPage<{ organizationId: string }> = {
  load: async () => ({ loaded: { companies: companies() } }),
  async submit() {
    throw data(null, { status: 405 });
  },
};
