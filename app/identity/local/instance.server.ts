/** The one running stand-in of this process. */
import { controlDb, ensureLocalInstance, type LocalInstance } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { ownAddress } from "#app/http/loopback.ts";
import { startListener } from "./listener.ts";
import { startOutbox } from "./outbox.ts";

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

/** The server's entry and the built app are separate module graphs: they meet here. */
const shared = globalThis as typeof globalThis & { [RUNNING]?: Promise<LocalIdentity> | undefined };
const RUNNING = Symbol.for("tenantry.local-identity");

/** Starts the stand-in where it does not run yet. */
export function localIdentity(): Promise<LocalIdentity> {
  if (env.isProduction) throw new StandInRefused();
  const running = shared[RUNNING];
  if (running) return running;
  const started = start();
  shared[RUNNING] = started;
  started.catch(() => {
    shared[RUNNING] = undefined;
  });
  return started;
}

async function start(): Promise<LocalIdentity> {
  const instance = await controlDb().write(ensureLocalInstance);
  const outbox = startOutbox({
    address: ownAddress(env.listenAddresses),
    port: env.PORT,
    host: env.baseUrl.host,
    webhookSecret: instance.webhookSecret,
  });
  const listener = await startListener(instance.secretKey, outbox.deliverNow);
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

const toPublishableKey = (frontend: string) =>
  `pk_live_${Buffer.from(`${frontend}$`).toString("base64").replaceAll("=", "")}`;
