/** A data tier whose second cluster, `second` in the region `eu`, is a server of its own. */
import { addCluster } from "../cluster/add.ts";
import { SYSTEM } from "../control/audit-log.ts";
import type { DataTier } from "../data-tier.ts";
import { scratchDataTier } from "./scratch.ts";
import { type SecondServer, startSecondServer } from "./second-server.ts";

export type TwoServers = {
  tier: DataTier;
  second: SecondServer;
  /** The second server's addresses, by the names under which the cluster is registered. */
  variables: Record<string, string>;
  remove(): Promise<void>;
};

/** How `second` is registered. */
const SECOND = {
  name: "second",
  urlEnv: "SECOND_URL",
  adminUrlEnv: "SECOND_ADMIN_URL",
  region: "eu",
  maxTenants: 10,
  maxTables: 1_000,
};

export async function startTwoServers(): Promise<TwoServers> {
  const second = await startSecondServer();
  const variables = secondVariables(second);
  const tier = await scratchDataTier({ readSecret: (name) => variables[name] });
  await addSecond(tier);
  const remove = async () => {
    await tier.close();
    await second.remove();
  };
  return { tier, second, variables, remove };
}

export const secondVariables = ({ url, adminUrl }: SecondServer): Record<string, string> => ({
  [SECOND.urlEnv]: url,
  [SECOND.adminUrlEnv]: adminUrl,
});

export const addSecond = (tier: DataTier): Promise<void> => addCluster(tier, SECOND, { actor: SYSTEM });
