/** `tenantry clusters …`: the servers that tenants are placed on. */
import { Command } from "commander";
import { addCluster, MAX_TABLES_LIMIT, MAX_TENANTS_LIMIT, type NewCluster } from "../cluster/add.ts";
import { type ClusterCapacity, listClusterCapacities } from "../control/capacity.ts";
import { drainCommand } from "./clusters/drain.ts";
import { rebalanceCommand } from "./clusters/rebalance.ts";
import { wholeNumber } from "./options.ts";
import { print, table } from "./output.ts";
import { withSession } from "./session.ts";

const DEFAULT_MAX_TENANTS = 2_000;
const DEFAULT_MAX_TABLES = 100_000;

export const clustersCommand = () =>
  new Command("clusters")
    .description("the servers that tenants are placed on")
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(drainCommand())
    .addCommand(rebalanceCommand());

const addCommand = () =>
  new Command("add")
    .description(
      "register a server; connection strings stay in the environment, under the names that you give",
    )
    .argument("<name>", "lower-case letters, digits and hyphens")
    .requiredOption("--url-env <variable>", "names the variable with the app's connection string")
    .option("--admin-url-env <variable>", "names the variable with the admin's (default: the same)")
    .option("--region <region>", "where it stands", "local")
    .option(
      "--max-tenants <n>",
      "how many tenants may live there",
      wholeNumber(1, MAX_TENANTS_LIMIT),
      DEFAULT_MAX_TENANTS,
    )
    .option(
      "--max-tables <n>",
      "how many tables the database that they share may have",
      wholeNumber(1, MAX_TABLES_LIMIT),
      DEFAULT_MAX_TABLES,
    )
    .addHelpText(
      "after",
      "\nExample:\n  tenantry clusters add eu1 --url-env EU1_URL --admin-url-env EU1_ADMIN_URL --region eu",
    )
    .action(async (name: string, options: AddOptions, command: Command) => {
      const { adminUrlEnv = options.urlEnv, ...others } = options;
      await withSession(command, ({ tier, actor }) =>
        addCluster(tier, { name, adminUrlEnv, ...others }, { actor }),
      );
      print(
        command,
        { name, status: "accepting" },
        () => `Cluster ${name} takes new tenants. Run tenantry doctor to see it examined.`,
      );
    });

type AddOptions = Omit<NewCluster, "name" | "adminUrlEnv"> & { adminUrlEnv?: string };

const listCommand = () =>
  new Command("list")
    .description("every cluster, and its capacity")
    .action(async (_options, command: Command) => {
      const capacities = await withSession(command, ({ tier }) => tier.controlDb.read(listClusterCapacities));
      print(command, capacities, () => table(capacities.map(toRow)));
    });

const toRow = ({ name, region, status, tenants, maxTenants, tables, maxTables, free }: ClusterCapacity) => ({
  name,
  region,
  status,
  tenants: `${tenants} of ${maxTenants}`,
  tables: `${tables} of ${maxTables}`,
  free,
});
