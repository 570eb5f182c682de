/** For what an admin without superuser may not do everywhere: tried, and left where the server refuses. */
import type pg from "pg";
import { pipeline } from "./admin.ts";

const INSUFFICIENT_PRIVILEGE = "42501";

/** Throws what is not a refusal. */
export async function attempt(client: pg.Client, statements: string[]): Promise<void> {
  try {
    await pipeline(client, statements);
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
  }
}
