/** Pure: what a tenant's owners choose for people with an address of a domain that is proven. */

/** They ask, like everybody else; or they come in without asking. */
export const ADMISSIONS = ["asks", "joins"] as const;
export type Admission = (typeof ADMISSIONS)[number];

/** Domains that one tenant lists, proven or not. */
export const MAX_MAIL_DOMAINS = 20;
/** A proof that is gone holds so long all the same: a record is lost by mistake sometimes. */
export const PROOF_GRACE_DAYS = 7;
