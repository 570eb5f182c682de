/** Pure: where somebody's wish to join a tenant stands. */
export const JOIN_REQUEST_STATUSES = ["pending", "accepted", "declined"] as const;
export type JoinRequestStatus = (typeof JOIN_REQUEST_STATUSES)[number];
