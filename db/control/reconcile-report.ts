/** What a comparison with the identity provider found, and what became of it. Pure. */

/** `members`: a tenant's own table of them, which follows what is known of memberships. */
export type ReconcileObject = "user" | "organization" | "membership" | "invitation" | "session" | "members";

export type ReconcileLine = {
  object: ReconcileObject;
  change: "new" | "changed" | "gone";
  /** The provider's id of the object; of `members` the organization's. */
  id: string;
  /** The tenant's slug; null where it concerns none, or one that is not there yet. */
  tenant: string | null;
  /** What is other than before, in a few words; nothing that identifies a person but their id. */
  detail: string | null;
  /** `kept`: it is as it is on purpose, such as the role of the last owner. */
  outcome: "found" | "repaired" | "kept" | "failed";
  error: string | null;
};

export type ReconcileReport = {
  isDryRun: boolean;
  /** What the provider has, by its kind; of `members` the tenants that could be reached. */
  seen: Record<ReconcileObject, number>;
  lines: ReconcileLine[];
};
