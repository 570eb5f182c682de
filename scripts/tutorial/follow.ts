/** Does in a tree what a tutorial says, as it stands there: files to the letter, commands in a shell. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text as textFrom } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import type { FilePart, Tutorial } from "./read-tutorial.ts";

/** `output`: all that it said, without colours. */
export type Ran = { code: number | null; output: string };

/** Without what tells Vitest that it runs in a test of its own; with no way to a registry. */
const OUTSIDE = {
  VITEST: undefined,
  VITEST_MODE: undefined,
  VITEST_POOL_ID: undefined,
  VITEST_WORKER_ID: undefined,
  TEST: undefined,
  FORCE_COLOR: undefined,
  NO_COLOR: "1",
  npm_config_offline: "true",
  npm_config_update_notifier: "false",
};

/** Runs a line of a shell at the root of a tree. */
export async function runIn(root: string, command: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawn(command, {
    cwd: root,
    shell: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...OUTSIDE, ...env },
  });
  const [out, err, [code]] = await Promise.all([
    textFrom(child.stdout),
    textFrom(child.stderr),
    once(child, "close"),
  ]);
  return { code: code as number | null, output: stripVTControlCharacters(`${out}\n${err}`) };
}

/** Throws Error where the file is there already, or the line is not there exactly once. */
export function write(root: string, { file, place, text }: FilePart): void {
  const path = pathOf(root, file);
  if (place.kind !== "new") {
    writeFileSync(path, placed(readFileSync(path, "utf8"), { file, place, text }));
    return;
  }
  if (existsSync(path)) throw new Error(`${file} is there already.`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Whether somebody has followed it there, or begun to: it is followed once. */
export const isFollowed = (root: string, { parts }: Tutorial): boolean =>
  parts.some(
    (part) => part.kind === "file" && part.place.kind === "new" && existsSync(join(root, part.file)),
  );

/** In `db/x/*_notes/down.sql` the star stands for what a command called its folder. */
function pathOf(root: string, file: string): string {
  if (!file.includes("*")) return join(root, file);
  const folders = globSync(dirname(file), { cwd: root });
  if (folders.length !== 1) throw new Error(`${file}: there are ${folders.length} such folders.`);
  return join(root, folders[0] ?? "", file.slice(dirname(file).length));
}

/** @internal */
export function placed(before: string, { file, place, text }: Omit<FilePart, "kind" | "group">): string {
  if (place.kind === "new") return text;
  const lines = before.split("\n");
  const found = lines.flatMap((line, at) => (line.trim() === place.line ? [at] : []));
  const [at = 0] = found;
  if (found.length !== 1) throw new Error(`${file} has ${found.length} times the line ${place.line}`);
  const added = text.slice(0, -1).split("\n");
  lines.splice(place.kind === "after" ? at + 1 : at, place.kind === "instead" ? 1 : 0, ...added);
  return lines.join("\n");
}
