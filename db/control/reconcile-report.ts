/** What a comparison with the identity provider found, and what became of it. Pure. */

export type ReconcileObject = "user" | "organization" | "membership" | "invitation" | "session";

export type ReconcileLine = {
  object: ReconcileObject;
  change: "new" | "changed" | "gone";
  /** The provider's id of the object. */
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
  /** Objects that the provider has, by their kind. */
  seen: Record<ReconcileObject, number>;
  lines: ReconcileLine[];
};
