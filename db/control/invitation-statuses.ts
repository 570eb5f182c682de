/** Pure: what becomes of an invitation. Out of the first state there is a way, out of the others none. */
export const INVITATION_STATUSES = ["pending", "accepted", "revoked", "expired"] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];
