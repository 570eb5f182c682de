/** Starting and stopping the web tier's own parts: identity and the worker. */
import { type DataTier, openDataTier } from "./db.server.ts";
import { env } from "./env.server.ts";
import { identity } from "./identity/identity.server.ts";
import { startWorker } from "./jobs/worker.ts";
import { log } from "./telemetry/log.server.ts";

export { createHandler } from "./handler.server.ts";
export { logWhenAnswered } from "./http/access-log.server.ts";
export { admit } from "./http/admit.server.ts";
export { answerBroken } from "./http/broken-request.server.ts";
export { answerFailed } from "./http/failed-request.server.ts";
export { plainHeaders } from "./http/security-headers.server.ts";
export { chooseLanguage } from "./i18n/i18n.server.ts";
export { env, log };
export const { isStandIn } = identity;

type Urls = { url: string; adminUrl: string };
export type Parts = { stop(): Promise<void> };

/** Opens the data tier, listening for changes from other processes. */
export const openData = (urls: Urls) =>
  openDataTier({
    urls,
    secretsKey: env.SECRETS_KEY,
    formerSecretsKey: env.SECRETS_KEY_FORMER,
    pipelines: env.PIPELINE === "on",
    listen: true,
  });

/** Starts identity and the worker; `stop` ends them in the opposite order. */
export async function startParts(tier: DataTier): Promise<Parts> {
  const provider = await identity.start(tier);
  if (!env.SMTP_URL && !identity.outbox) log.warn("SMTP_URL is not set: mail of our own is not sent");
  const worker =
    env.WORKER === "off" ? undefined : await startWorker(tier, { isScheduled: env.SCHEDULE === "on" });
  return {
    stop: async () => {
      await worker?.stop();
      await provider.stop();
    },
  };
}
