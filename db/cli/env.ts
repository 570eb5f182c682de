/** `tenantry env`: how to reach the databases that this folder uses. */
import { Command } from "commander";
import { withAdmin } from "../cluster/admin.ts";
import { loginOf } from "../cluster/prepare.ts";
import type { ClusterUrls } from "../control/clusters.ts";
import { embeddedUrls } from "../embedded/runtime.ts";
import { readDataEnv } from "../env.ts";
import { DatabaseUnavailable } from "../errors.ts";

export const envCommand = () =>
  new Command("env")
    .description("print how to connect to the database server, as variables and as psql commands")
    .addHelpText("after", '\nExample:\n  psql "$(tenantry env --json | jq -r .DATABASE_ADMIN_URL)"')
    .action(async (_options, command: Command) => {
      const env = readDataEnv();
      const urls = env.DATABASE_URL
        ? { url: env.DATABASE_URL, adminUrl: env.DATABASE_ADMIN_URL ?? env.DATABASE_URL }
        : embeddedUrls(env.DATA_DIR);
      if (!urls)
        throw new DatabaseUnavailable("There is no embedded server here yet. `npm start` makes one.");
      const running = await withAdmin(urls.adminUrl, async () => true).catch(() => false);
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      console.log(json ? JSON.stringify(asVariables(urls, running)) : asText(urls, running));
    });

const asVariables = ({ url, adminUrl }: ClusterUrls, running: boolean) => ({
  DATABASE_URL: url,
  DATABASE_ADMIN_URL: adminUrl,
  running,
});

const asText = ({ url, adminUrl }: ClusterUrls, running: boolean): string =>
  [
    `# ${running ? "The server answers." : "The server does not answer; `npm start` starts it."}`,
    `DATABASE_URL=${url}`,
    `DATABASE_ADMIN_URL=${adminUrl}`,
    `# As ${loginOf(adminUrl)}, who sees everything: each workspace is a schema, or a database, named t_…`,
    `psql '${adminUrl}'`,
  ].join("\n");
