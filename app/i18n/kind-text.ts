import type { ParseKeys, TFunction } from "i18next";

/** What was done, in the words of its kind; one that a newer release wrote is told all the same. */
export const kindText = (t: TFunction, kind: string): string =>
  t([`notifications.kinds.${kind}`, "notifications.kinds.other"] as ParseKeys[]);
