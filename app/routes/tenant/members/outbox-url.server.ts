import { env } from "#app/env.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";

/** Where mail lies that nobody delivers; undefined with the real provider, who sends it. */
export const outboxUrl = (): string | undefined =>
  env.identity === "local" ? apexUrl("/outbox") : undefined;
