/** What lies in a data folder, and what is known of the server there. Nothing of a person's is taken away. */
import { existsSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { EnvironmentInvalid } from "../env.ts";

const shape = z.object({ port: z.number().int(), adminPassword: z.string().min(1) });
export type Remembered = z.infer<typeof shape>;

export const dataOf = (home: string): string => join(home, "data");
export const noteOf = (home: string): string => join(home, "server.json");

/** False where a server is to be made yet. Throws EnvironmentInvalid on a part of one. */
export function hasServer(home: string): boolean {
  const data = dataOf(home);
  if (!existsSync(data) || readdirSync(data).length === 0) return false;
  if (existsSync(join(data, "PG_VERSION")) && existsSync(join(data, "global", "pg_control"))) return true;
  throw new EnvironmentInvalid(
    `${data} is not a whole database server. Move it away, and a new one is made in its place; or restore it from a backup.`,
  );
}

/** An empty folder, as a volume brings it, makes room for a new server. */
export function makeRoom(home: string): void {
  if (existsSync(dataOf(home))) rmdirSync(dataOf(home));
}

/** Throws EnvironmentInvalid where the note is lost or damaged: without it nobody signs in as the admin. */
export function recall(home: string): Remembered {
  const note = noteOf(home);
  try {
    return shape.parse(JSON.parse(readFileSync(note, "utf8")));
  } catch (cause) {
    throw Object.assign(
      new EnvironmentInvalid(
        `${note} is lost or damaged: it holds the password of the database server beside it. Restore it from a backup, or move ${home} away, and a new server is made.`,
      ),
      { cause },
    );
  }
}
