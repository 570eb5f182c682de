/**
 * How often the database is asked: what a test may hold a piece of work to, where time would depend on the
 * machine.
 */
import pg from "pg";
import { vi } from "vitest";

/** Statements that this process sends while `work` runs, BEGIN and COMMIT included. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}
