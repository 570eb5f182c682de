/** `tenantry clusters …`: the servers that tenants are placed on. */
import { Command, InvalidArgumentError } from "commander";
import { addCluster } from "../cluster/add.ts";
import { countPlacedTenants, listClusters, setClusterStatus } from "../control/clusters.ts";
import { InvalidInput } from "../errors.ts";
import { print, table } from "./output.ts";
import { withSession } from "./session.ts";

const DEFAULT_MAX_TENANTS = 2_000;

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("Not a whole number above zero.");
  return value;
};

export const clustersCommand = () =>
  new Command("clusters")
    .description("the servers that tenants are placed on")
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(drainCommand());

const addCommand = () =>
  new Command("add")
    .description(
      "register a server; connection strings stay in the environment, under the names that you give",
    )
    .argument("<name>", "lower-case letters, digits and hyphens")
    .requiredOption("--url-env <variable>", "names the variable with the app's connection string")
    .option("--admin-url-env <variable>", "names the variable with the admin's (default: the same)")
    .option("--region <region>", "where it stands", "local")
    .option("--max-tenants <n>", "how many tenants may live there", wholeNumber, DEFAULT_MAX_TENANTS)
    .addHelpText(
      "after",
      "\nExample:\n  tenantry clusters add eu1 --url-env EU1_URL --admin-url-env EU1_ADMIN_URL --region eu",
    )
    .action(async (name: string, options: AddOptions, command: Command) => {
      const { urlEnv, adminUrlEnv = urlEnv, region, maxTenants } = options;
      await withSession(command, ({ tier }) =>
        addCluster(tier, { name, urlEnv, adminUrlEnv, region, maxTenants }),
      );
      print(
        command,
        { name, status: "accepting" },
        () => `Cluster ${name} takes new tenants. Run tenantry doctor to see it examined.`,
      );
    });

type AddOptions = { urlEnv: string; adminUrlEnv?: string; region: string; maxTenants: number };

const listCommand = () =>
  new Command("list")
    .description("every cluster, and its room")
    .action(async (_options, command: Command) => {
      const rows = await withSession(command, ({ tier }) =>
        tier.controlDb.read(async (tx) => {
          const [clusters, placed] = await Promise.all([listClusters(tx), countPlacedTenants(tx)]);
          return clusters.map(({ name, region, status, maxTenants }) => {
            return { name, region, status, tenants: placed.get(name) ?? 0, maxTenants };
          });
        }),
      );
      print(command, rows, () => table(rows));
    });

const drainCommand = () =>
  new Command("drain")
    .description("place no new tenants on a cluster; those that live there stay")
    .argument("<name>")
    .option("--undo", "let it take new tenants again")
    .action(async (name: string, options: { undo?: boolean }, command: Command) => {
      const status = options.undo ? "accepting" : "draining";
      const names = await withSession(command, ({ tier }) =>
        tier.controlDb.write(async (tx) => {
          const changed = await setClusterStatus(tx, name, status);
          return changed ? undefined : (await listClusters(tx)).map((cluster) => cluster.name);
        }),
      );
      if (names) throw new InvalidInput(`There is no cluster ${name}. There are: ${names.join(", ")}.`);
      print(command, { name, status }, () => `Cluster ${name} is ${status}.`);
    });
