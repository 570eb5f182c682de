/** Pure: where the ways in are, and how they lead back. */

export const AFTER_SIGN_IN = "/start";
export const AFTER_SIGN_UP = "/onboarding";
/** Where the link in an invitation leads. */
export const ACCEPT_INVITATION = "/invitations/accept";
export const RETURN_PARAM = "return_to";

const withReturn = (path: string, returnTo: string) =>
  `${path}?${new URLSearchParams({ [RETURN_PARAM]: returnTo })}`;

export const signInPath = (returnTo: string): string => withReturn("/sign-in", returnTo);
export const signUpPath = (returnTo: string): string => withReturn("/sign-up", returnTo);

export const confirmPath = (returnTo: string): string => withReturn("/continue", returnTo);

/** On the apex: says that one is signed out, with a way back in. */
export const signedOutPath = (returnTo: string): string => withReturn("/signed-out", returnTo);

/** On the apex: asks who one is, although one is signed in. */
export const signInAgainPath = (returnTo: string): string => withReturn("/sign-in-again", returnTo);

/** On the apex: says that a second factor is missing, and takes one. */
export const SENT_PARAM = "sent";
export const secondFactorPath = (returnTo: string, { isSent = false } = {}): string =>
  `${withReturn("/second-factor", returnTo)}${isSent ? `&${SENT_PARAM}=1` : ""}`;

/** On the apex: says that the workspace asks for the person's company's sign-on, and leads to it. */
export const companySignOnPath = (returnTo: string): string => withReturn("/company-sign-on", returnTo);

/** On the apex: where a person changes their picture, with the way back. */
export const profilePath = (returnTo: string): string => withReturn("/profile", returnTo);

/** On the apex: where an owner sets up their company's sign-on and directory. */
export const companySetUpPath = (slug: string): string => `/workspaces/${slug}/company-sign-on`;

/** At the stand-in: asks for the second factor of somebody who signs in. */
export const PERSON_PARAM = "person";
export const signInCodePath = (person: string, returnTo: string): string =>
  `${withReturn("/sign-in-code", returnTo)}&${new URLSearchParams({ [PERSON_PARAM]: person })}`;

/** On the apex: begins the way into a workspace and its page, or onto the platform's hostname, anew. */
export const reenterPath = (slug: string, page?: string): string =>
  page ? withReturn(`/workspaces/${slug}/enter`, page) : `/workspaces/${slug}/enter`;

/** On a workspace's hostname: enters anew, whoever is signed in there. */
export const enterAgainPath = (page: string): string => withReturn("/session/again", page);

export const REENTER_PLATFORM = "/platform-enter";

/** On the apex: begins the second half of the way onto the platform's hostname. */
export const enterPlatformPath = (nonceHash: string, returnTo: string): string =>
  `/platform-enter?${new URLSearchParams({ nonce: nonceHash, [RETURN_PARAM]: returnTo })}`;

/** On the apex: begins the second half of the way into a workspace. */
export const enterPath = (slug: string, nonceHash: string, returnTo: string): string =>
  `/workspaces/${slug}/enter?${new URLSearchParams({ nonce: nonceHash, [RETURN_PARAM]: returnTo })}`;

/** Where whoever has accepted waits until they are let in. `organizationId` where it is known. */
export function waitPath(organizationId?: string, since = Date.now()): string {
  const query = new URLSearchParams({ since: String(since) });
  if (organizationId) query.set("organization", organizationId);
  return `/invitations/wait?${query}`;
}
