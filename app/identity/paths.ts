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

/** On the apex: begins the way into a workspace, or onto the platform's hostname, anew. */
export const reenterPath = (slug: string): string => `/workspaces/${slug}/enter`;
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
