/**
 * The `tenantry` command as a person runs it: a process, its output, its exit code; on a terminal or without
 * one.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { expect } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { TEST_SECRETS_KEY } from "./global-setup.ts";

/** Each command is a process of its own; a machine that is shared may take its time. */
export const SLOW_MS = 300_000;

/** Where the command works, and what else its environment says. */
type Target = Pick<DataTier, "urls"> & { variables?: NodeJS.ProcessEnv };

const environment = ({ urls, variables }: Target): NodeJS.ProcessEnv => ({
  ...process.env,
  ...variables,
  DATABASE_URL: urls.url,
  DATABASE_ADMIN_URL: urls.adminUrl,
  SECRETS_KEY: TEST_SECRETS_KEY,
  NODE_COMPILE_CACHE: join(tmpdir(), "tenantry-compile-cache"),
});

const start = (tier: Target, args: string[]) =>
  spawn(process.execPath, ["db/cli.ts", ...args], {
    env: environment(tier),
    stdio: ["ignore", "pipe", "pipe"],
  });

const codeOf = async (child: ChildProcess): Promise<number> => (await once(child, "close"))[0] as number;

/** Without a terminal. */
export async function tenantry(tier: Target, ...args: string[]) {
  const child = start(tier, args);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), codeOf(child)]);
  return { out, err, code };
}

/** A command that is under way: `heard` waits for words on stderr. */
export function tenantryUnderWay(tier: Target, ...args: string[]) {
  const child = start(tier, args);
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = codeOf(child);
  return {
    interrupt: () => child.kill("SIGINT"),
    heard: (words: string) => expect.poll(() => err).toContain(words),
    code: () => ended,
  };
}

/** With a reader that goes away before the first word. */
export async function tenantryUnheard(tier: Target, gone: "stdout" | "stderr", args: string[]) {
  const child = start(tier, args);
  child[gone].destroy();
  const heard: Readable = gone === "stdout" ? child.stderr : child.stdout;
  const [said, code] = await Promise.all([text(heard), codeOf(child)]);
  return { said, code };
}

const SCRIPT = "/usr/bin/script";
/** Debian's and Apple's own program for a terminal that nobody sits at. */
export const hasTerminals = existsSync(SCRIPT);

type Keys = { at: RegExp; type: string };
type Terminal = { columns?: number; env?: NodeJS.ProcessEnv; keys?: Keys[] };

/** On a terminal of 24 lines; each of `keys` is typed once what it waits for has appeared. */
export async function tenantryOnTerminal(
  tier: Target,
  args: string[],
  { columns = 80, env = {}, keys = [] }: Terminal = {},
) {
  const quoted = [process.execPath, "db/cli.ts", ...args].map((word) => `'${word}'`).join(" ");
  const command = `stty cols ${columns} rows 24; exec ${quoted}`;
  const options =
    process.platform === "darwin"
      ? ["-q", "/dev/null", "sh", "-c", command]
      : ["-qfec", command, "/dev/null"];
  const child = spawn(SCRIPT, options, { env: { ...environment(tier), TERM: "xterm", ...env } });
  const waiting = [...keys];
  let raw = "";
  child.stdout.on("data", (chunk: Buffer) => {
    raw += chunk.toString();
    while (waiting[0]?.at.test(stripVTControlCharacters(raw))) child.stdin.write(waiting.shift()?.type ?? "");
  });
  const code = await codeOf(child);
  return { raw, screen: stripVTControlCharacters(raw).replaceAll("\r", ""), code };
}
