/** The data tier for one command: on the server that runs, or on the embedded one, started for as long as it takes. */
import { prepareControlPlane } from "../control/prepare.ts";
import { createSecrets } from "../control/secrets.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { openRuntime } from "../embedded/runtime.ts";
import { readDataEnv } from "../env.ts";

/** Opens the tier, runs `work`, and closes what it opened, whatever happens. Changes take effect in running servers at once. */
export async function withTier<T>(work: (tier: DataTier) => Promise<T>): Promise<T> {
  const env = readDataEnv();
  const runtime = await openRuntime(env);
  try {
    const localIdentity = runtime.embedded;
    await prepareControlPlane(runtime.urls, createSecrets(runtime.secretsKey), { localIdentity });
    const tier = await openDataTier({ urls: runtime.urls, secretsKey: runtime.secretsKey });
    try {
      return await work(tier);
    } finally {
      await tier.close();
    }
  } finally {
    await runtime.stop();
  }
}
