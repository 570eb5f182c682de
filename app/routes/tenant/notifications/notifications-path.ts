import { listPath } from "#app/validation/list-path.ts";

/** `show`: which are listed; all by default. */
export const notificationsPath = (show?: "unread"): string => listPath("/notifications", { show });
