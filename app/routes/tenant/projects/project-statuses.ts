export const projectStatuses = ["planned", "active", "paused", "done"] as const;
