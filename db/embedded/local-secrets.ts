/**
 * Secrets for a machine where none are set: made once, kept in the data folder, readable by its owner alone.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const shape = z.object({ sessionSecret: z.string(), secretsKey: z.string(), appPassword: z.string() });
export type LocalSecrets = z.infer<typeof shape>;

const make = () => randomBytes(32).toString("base64url");

/** Reads them, making them first where there are none. Not for production. */
export function localSecrets(dataDir: string): LocalSecrets {
  const path = join(dataDir, "secrets.json");
  mkdirSync(dataDir, { recursive: true });
  const made = JSON.stringify({ sessionSecret: make(), secretsKey: make(), appPassword: make() });
  try {
    // "wx": of two processes that start at once, one writes and both read the same.
    writeFileSync(path, made, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return shape.parse(JSON.parse(readFileSync(path, "utf8")));
}

const DEFAULT_DATA_DIR = ".data";

/** Fills in what a laptop need not set. Nothing in production: there a missing secret stops the boot. */
export function fillLocalSecrets(env: NodeJS.ProcessEnv): void {
  if (env.NODE_ENV === "production" || (env.SESSION_SECRET && env.SECRETS_KEY)) return;
  const made = localSecrets(env.DATA_DIR || DEFAULT_DATA_DIR);
  env.SESSION_SECRET ||= made.sessionSecret;
  env.SECRETS_KEY ||= made.secretsKey;
}
