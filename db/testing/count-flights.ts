/** How often tenants' data is waited for: what is sent on one connection before an answer is one flight. */
import pg from "pg";
import { vi } from "vitest";

const CONTROL = "tenantry:control";

/** Flights to tenants' data while `work` runs. The end of a read is waited for by nobody, and is none. */
export async function countFlights(work: () => Promise<unknown>): Promise<number> {
  const flights = new Set<string>();
  const connections = new Map<pg.Client, number>();
  const turnNow = turns();
  const send = pg.Client.prototype.query;
  const sent = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const { connectionParameters } = this as unknown as {
      connectionParameters: { application_name: string };
    };
    const name = connectionParameters.application_name;
    if (name !== CONTROL && given[0] !== "COMMIT") {
      if (!connections.has(this)) connections.set(this, connections.size);
      flights.add(`${connections.get(this)} ${turnNow()}`);
    }
    return Reflect.apply(send, this, given) as never;
  });
  try {
    await work();
    return flights.size;
  } finally {
    sent.mockRestore();
  }
}

/** Counts turns of the event loop, of those in which somebody asks. */
function turns(): () => number {
  let turn = 0;
  let isOpen = false;
  return () => {
    if (isOpen) return turn;
    isOpen = true;
    turn++;
    setImmediate(() => {
      isOpen = false;
    });
    return turn;
  };
}
