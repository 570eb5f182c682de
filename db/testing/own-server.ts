/** A data tier on a server of its own, for tests that take down what belongs to a whole server. */

import { createSecrets } from "../control/secrets.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { prepareControlPlane } from "../setup/control-plane.ts";
import { TEST_SECRETS_KEY } from "./global-setup.ts";
import { startSecondServer } from "./second-server.ts";

export type OwnServer = { tier: DataTier; remove(): Promise<void> };

export async function ownServerTier(): Promise<OwnServer> {
  const server = await startSecondServer();
  const { url, adminUrl } = server;
  await prepareControlPlane({ url, adminUrl }, createSecrets(TEST_SECRETS_KEY), { localIdentity: false });
  const tier = await openDataTier({ urls: { url, adminUrl }, secretsKey: TEST_SECRETS_KEY });
  const remove = async () => {
    await tier.close();
    await server.remove();
  };
  return { tier, remove };
}
