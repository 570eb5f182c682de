/** Pure: how a mail domain stands. */

export type DomainState = "pending" | "proven" | "missing";

type Times = { provenAt: Date | null; foundAt: Date | null; checkedAt: Date | null };

/** Missing: proven, and the record was not there when it was last looked for. */
export function stateOf({ provenAt, foundAt, checkedAt }: Times): DomainState {
  if (!provenAt) return "pending";
  return checkedAt && foundAt && checkedAt > foundAt ? "missing" : "proven";
}
