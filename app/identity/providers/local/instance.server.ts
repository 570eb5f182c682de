/** The one running stand-in of this process. */
import { ensureLocalInstance, type LocalInstance } from "#app/db.local.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { ownAddress } from "#app/http/loopback.ts";
import { startListener } from "./listener.ts";
import { type Outbox, startOutbox } from "./outbox.ts";

export type LocalIdentity = {
  instance: LocalInstance;
  issuer: string;
  publishableKey: string;
  apiUrl: string;
  /** To be called after a commit that wrote messages, so that they go out at once. */
  deliverNow: () => void;
  stop(): Promise<void>;
};

/** Thrown wherever somebody tries to run the stand-in in production. */
class StandInRefused extends Error {
  constructor() {
    super(
      "The identity stand-in signs anybody in. It does not run in production: set the CLERK_… variables.",
    );
    this.name = "StandInRefused";
  }
}

function refuseInProduction(): void {
  if (env.isProduction) throw new StandInRefused();
}

/**
 * The development server loads this module again as files change, and the stand-in goes on: the two meet
 * here.
 */
const shared = globalThis as typeof globalThis & { [RUNNING]?: LocalIdentity | undefined };
const RUNNING = Symbol.for("tenantry.local-identity");

/** The stand-in that runs in this process. Throws StandInRefused in production. */
export function localIdentity(): LocalIdentity {
  refuseInProduction();
  const running = shared[RUNNING];
  if (!running) throw new Error("The identity stand-in is not started yet.");
  return running;
}

/** `delivers`: false where no endpoint of this process receives the messages; then they wait. */
export type StartOptions = { delivers?: boolean };

/** Once a process, before it serves. */
export async function startLocalIdentity(tier: DataTier, options: StartOptions = {}): Promise<LocalIdentity> {
  refuseInProduction();
  const started = await start(tier, options);
  shared[RUNNING] = started;
  return started;
}

async function start(tier: DataTier, { delivers = true }: StartOptions): Promise<LocalIdentity> {
  const instance = await tier.controlDb.write(ensureLocalInstance);
  const destination = {
    address: ownAddress(env.listenAddresses),
    port: env.PORT,
    host: env.baseUrl.host,
    webhookSecret: instance.webhookSecret,
  };
  const outbox = delivers ? startOutbox(tier, destination, env.IDENTITY_WEBHOOKS) : NO_OUTBOX;
  const listener = await startListener(tier.controlDb, instance.secretKey, outbox.deliverNow);
  const frontend = `clerk.${env.baseHostname}`;
  return {
    instance,
    issuer: `https://${frontend}`,
    publishableKey: toPublishableKey(frontend),
    apiUrl: listener.url,
    deliverNow: outbox.deliverNow,
    stop: async () => {
      shared[RUNNING] = undefined;
      await listener.stop();
      await outbox.stop();
    },
  };
}

const NO_OUTBOX: Outbox = { deliverNow: () => {}, stop: async () => {} };

const toPublishableKey = (frontend: string) =>
  `pk_live_${Buffer.from(`${frontend}$`).toString("base64").replaceAll("=", "")}`;
