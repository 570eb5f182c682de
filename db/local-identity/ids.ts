import { newId } from "../id.ts";

export type LocalIdPrefix = "user" | "org" | "orgmem" | "orginv" | "ema" | "sess" | "msg" | "idn";

/** An id in the provider's manner, e.g. `user_0199f3…`; ordered by the time it was made. */
export const newLocalId = (prefix: LocalIdPrefix): string => `${prefix}_${newId().replaceAll("-", "")}`;
