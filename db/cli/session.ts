/**
 * What a command works with: the data tier, on a server that runs already or that is started for as long as
 * it takes.
 */
import { hostname, userInfo } from "node:os";
import type { Command } from "commander";
import { withAdmin } from "../cluster/admin.ts";
import type { Actor } from "../control/audit-log.ts";
import type { ClusterUrls } from "../control/clusters.ts";
import { createSecrets } from "../control/secrets.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { openRuntime, type Runtime } from "../embedded/runtime.ts";
import { type DataEnv, EnvironmentInvalid, readDataEnv } from "../env.ts";
import { loadMigrations } from "../migration-files.ts";
import { prepareControlPlane } from "../setup/control-plane.ts";
import { versionOf } from "../tenant/version.ts";
import { EXIT } from "./exit.ts";
import { onInterrupt } from "./interrupt.ts";

export type Session = { tier: DataTier; actor: Actor; json: boolean };

/** Opens, works, and closes whatever happened. A running server hears of changes at once. */
export async function withSession<T>(command: Command, work: (session: Session) => Promise<T>): Promise<T> {
  const env = readDataEnv();
  if (env.NODE_ENV === "production" && !env.SECRETS_KEY)
    throw new EnvironmentInvalid("SECRETS_KEY must be set in production: the same as the server's.");
  const runtime = await openRuntime(env, (message) => console.error(`  ${message}`));
  const release = onInterrupt((exitCode) => void leave(runtime, exitCode));
  try {
    const { urls, secretsKey } = runtime;
    if (!(await isPrepared(urls))) await prepare(urls, secretsKey, env);
    const { SECRETS_KEY_FORMER: formerSecretsKey, PIPELINE } = env;
    const tier = await openDataTier({ urls, secretsKey, formerSecretsKey, pipelines: PIPELINE === "on" });
    try {
      return await work({ tier, actor: { kind: "cli", id: whoAmI() }, json: isJson(command) });
    } finally {
      await tier.close();
    }
  } finally {
    release();
    await runtime.stop();
  }
}

/** What the lost connections would say is not heard any more: the process ends with this. */
async function leave(runtime: Runtime, exitCode: number): Promise<void> {
  console.error("tenantry: Interrupted. What was begun goes on when the command is run again.");
  const failed = await runtime.stop().then(
    () => false,
    () => true,
  );
  process.exit(failed ? EXIT.failed : exitCode);
}

export const isJson = (command: Command): boolean =>
  Boolean(command.optsWithGlobals<{ json?: boolean }>().json);

/** The control plane is there, and has all that this code needs. */
function isPrepared(urls: ClusterUrls): Promise<boolean> {
  return withAdmin(urls.adminUrl, async (client) => {
    const there = await client.query<{ ledger: string | null }>(
      "SELECT to_regclass('control._migrations')::text AS ledger",
    );
    if (!there.rows[0]?.ledger) return false;
    const latest = versionOf(loadMigrations("control"));
    const { rowCount } = await client.query("SELECT FROM control._migrations WHERE name = $1", [latest]);
    return rowCount === 1;
  });
}

async function prepare(urls: ClusterUrls, secretsKey: string, env: DataEnv): Promise<void> {
  console.error("  Preparing the control plane");
  const localIdentity = env.NODE_ENV !== "production" && !process.env.CLERK_SECRET_KEY;
  await prepareControlPlane(urls, createSecrets(secretsKey), { localIdentity });
}

/** The person at this terminal, as the machine knows them: `anna@build-3`. */
function whoAmI(): string {
  const name = process.env.SUDO_USER ?? process.env.USER ?? nameOfProcess();
  return `${name}@${hostname()}`;
}

function nameOfProcess(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
