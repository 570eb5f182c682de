/** What a page of the provider's may have done for it. */
import { requireUser } from "./current-user.server.ts";
import type { PageActs, RequestArgs } from "./identity-provider.ts";
import { signOut } from "./sign-out.server.ts";

export const pageActs = (args: RequestArgs): PageActs => ({
  requireUser: () => requireUser(args),
  signOut: () => signOut(args),
});
