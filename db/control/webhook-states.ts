/** How far a message of the identity provider has come. Pure. */
export const WEBHOOK_EVENT_STATES = ["processed", "failed", "waiting"] as const;
export type WebhookEventState = (typeof WEBHOOK_EVENT_STATES)[number];
