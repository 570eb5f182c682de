/** Pure: what is done to several members at once, and whom an address names for it. */

/** Members of one page, who can all be chosen. */
export const MEMBERS_A_PAGE = 25;

export const BULK_ACTS = ["role", "deactivate", "reactivate", "remove"] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

export const MAX_ID_LENGTH = 200;

/** The field by which members are chosen, in the address and in the form. */
export const PERSON_FIELD = "person";

/** Whom an address names, each once, no more than can be chosen. */
export const chosenIn = (params: URLSearchParams): string[] =>
  [...new Set(params.getAll(PERSON_FIELD))]
    .filter((id) => id !== "" && id.length <= MAX_ID_LENGTH)
    .slice(0, MEMBERS_A_PAGE);
