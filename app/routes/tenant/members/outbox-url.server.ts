import { apexUrl } from "#app/http/urls.server.ts";
import { identity } from "#app/identity/identity.server.ts";

/** Where mail lies that nobody delivers; undefined with a provider who sends it. */
export const outboxUrl = (): string | undefined => (identity.outbox ? apexUrl("/outbox") : undefined);
