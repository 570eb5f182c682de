/**
 * Every way in which a move can be cut off, without a server: before any effect, after it and before its
 * answer, up to three times. Whatever happens, one place takes writes or none, and nothing that was
 * acknowledged is lost or read too late.
 */
import { expect, test } from "vitest";
import type { MovePhase } from "../control/move-phases.ts";
import { MoveRefused } from "../move-errors.ts";
import type { MoveEffects } from "./effects.ts";
import { MOVE_LIMITS } from "./limits.ts";
import { type MoveStore, runMachine } from "./machine.ts";

class Crash extends Error {}

type Place = { rows: Set<number>; isThere: boolean; isFenced: boolean };
type Name = "old" | "new";

/** What a move works on: two places, two streams, and what the control plane says. */
class World {
  readonly places: Record<Name, Place> = {
    old: { rows: new Set(), isThere: true, isFenced: false },
    new: { rows: new Set(), isThere: false, isFenced: true },
  };
  hasOut = false;
  hasBack = false;
  phase: MovePhase = "preparing";
  served: Name = "old";
  reapAfter: Date | null = null;
  readonly acknowledged = new Set<number>();
  #written = 0;

  /** A member writes where the control plane says, and somebody whose knowledge is old writes elsewhere. */
  write(): void {
    for (const name of ["old", "new"] as const) {
      const { rows, isThere, isFenced } = this.places[name];
      if (!isThere || isFenced) continue;
      rows.add(++this.#written);
      this.acknowledged.add(this.#written);
    }
  }

  /** Streams carry what they carry; none carries back what it was sent. */
  flow(): void {
    const { old, new: other } = this.places;
    if (this.hasOut && other.isThere) for (const row of old.rows) other.rows.add(row);
    if (this.hasBack && old.isThere) for (const row of other.rows) old.rows.add(row);
  }

  /** At any moment. Without matchers: it is asked a million times. */
  check(): void {
    const open = Object.values(this.places).filter(({ isThere, isFenced }) => isThere && !isFenced);
    if (open.length > 1) throw new Error("Two places take writes.");
    if (!this.places[this.served].isThere) throw new Error("The place that is served is gone.");
    // Once the other place is open, it is the one that will be served.
    const { rows } = open[0] ?? this.places[this.served];
    for (const row of this.acknowledged)
      if (!rows.has(row)) throw new Error("A row that was acknowledged is not there.");
  }
}

/** Counts what happens, and cuts it off at the given points; each point has two sides. */
class Faults {
  #seen = 0;
  readonly #at: Set<number>;
  constructor(at: number[]) {
    this.#at = new Set(at);
  }
  get seen(): number {
    return this.#seen;
  }
  point(): void {
    if (this.#at.has(this.#seen++)) throw new Crash();
  }
}

function effectsOf(world: World, faults: Faults): MoveEffects {
  const { old, new: other } = world.places;
  /** Cut off before, or after it has happened. */
  const act = async <T>(work: () => T): Promise<T> => {
    faults.point();
    const result = work();
    world.write();
    world.check();
    faults.point();
    return result;
  };
  const change = async (from: Place, to: Place): Promise<number> => {
    // The fence and what it waits for are one transaction; opening the other place is the next.
    await act(() => {
      if (!from.isFenced) world.flow();
      from.isFenced = true;
    });
    await act(() => {
      to.isFenced = false;
    });
    return 0;
  };
  return {
    prepare: () =>
      act(() => {
        other.isThere = true;
        other.isFenced = true;
        world.hasOut = true;
      }),
    copyState: () =>
      act(() => {
        world.flow();
        return { copied: 1, tables: 1, rows: 0, lagBytes: 0, errors: 0 };
      }),
    verify: () =>
      act(() => {
        world.flow();
        world.hasBack = true;
      }),
    changeOver: () => change(old, other),
    changeBack: () => change(other, old),
    reopenOld: () =>
      act(() => {
        old.isFenced = false;
      }),
    endOut: () =>
      act(() => {
        world.hasOut = false;
      }),
    endStreams: () =>
      act(() => {
        world.hasOut = false;
        world.hasBack = false;
      }),
    removeOld: () =>
      act(() => {
        old.isThere = false;
      }),
    removeNew: () =>
      act(() => {
        other.isThere = false;
      }),
  };
}

function storeOf(world: World, faults: Faults): MoveStore {
  const write = async (from: MovePhase, to: MovePhase, also: () => void = () => {}): Promise<boolean> => {
    faults.point();
    const isSo = world.phase === from;
    if (isSo) {
      world.phase = to;
      also();
    }
    world.write();
    world.check();
    faults.point();
    return isSo;
  };
  return {
    read: async () => ({ phase: world.phase, method: "live", reapAfter: world.reapAfter, isDeleted: false }),
    toPhase: write,
    toArrived: () =>
      write("cuttingOver", "arrived", () => {
        world.served = "new";
        world.reapAfter = new Date(1);
      }),
    toReturned: () =>
      write("returning", "cleaning", () => {
        world.served = "old";
      }),
    finish: async (from, to) => {
      await write(from, to);
    },
    giveUp: async (from) => {
      const to = from === "returning" ? "arrived" : "aborting";
      return write(from, to);
    },
  };
}

type Wanted = "back" | "done" | "abort";

/** Whoever was cut off, another goes on. Answers how many points there were. */
async function play(wanted: Wanted, at: number[]): Promise<number> {
  const world = new World();
  const faults = new Faults(at);
  const run = async (time: number) => {
    for (let attempt = 0; attempt <= at.length; attempt++) {
      try {
        return await runMachine({
          store: storeOf(world, faults),
          effects: effectsOf(world, faults),
          clock: { now: () => 0, sleep: async () => {}, time: () => new Date(time) },
          limits: MOVE_LIMITS,
          requireHeld: () => {},
        });
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
      }
    }
    throw new Error("It was cut off more often than it was to be.");
  };
  world.write();
  if (wanted === "abort") {
    // Taken back while it copies, as staff do: by the phase alone.
    world.phase = "copying";
    world.places.new.isThere = true;
    world.hasOut = true;
    world.phase = "aborting";
    expect(await run(0)).toBe("aborted");
    expect(world).toMatchObject({ served: "old", hasOut: false, hasBack: false });
    expect(world.places.new.isThere).toBe(false);
    return faults.seen;
  }
  expect(await run(0)).toBe("arrived");
  expect(world.served).toBe("new");
  world.write();
  world.flow();
  if (wanted === "back") world.phase = "returning";
  expect(await run(wanted === "done" ? 2 : 0)).toBe(wanted === "back" ? "returned" : "done");
  const gone = wanted === "back" ? "new" : "old";
  expect(world.places[gone].isThere).toBe(false);
  expect(world).toMatchObject({ hasOut: false, hasBack: false });
  world.write();
  world.check();
  return faults.seen;
}

/** All sets of up to three points, of so many. */
function* faultsAmong(points: number): Generator<number[]> {
  for (let one = 0; one < points; one++) {
    yield [one];
    for (let two = one + 1; two < points; two++) {
      yield [one, two];
      for (let three = two + 1; three < points; three++) yield [one, two, three];
    }
  }
}

test.each(["done", "back", "abort"] as const)(
  "a move that ends in %s loses nothing, wherever it is cut off, up to three times",
  async (wanted) => {
    const points = await play(wanted, []);
    expect(points).toBeGreaterThan(3);
    // What is done again after a cut has points of its own.
    for (const at of faultsAmong(points + 4))
      await play(wanted, at).catch((error: unknown) => {
        throw new Error(`Cut off at ${at.join(", ")}: ${(error as Error).message}`, { cause: error });
      });
  },
  120_000,
);

test("a change that would hold writes for too long is tried again, and given up without harm", async () => {
  const world = new World();
  const faults = new Faults([]);
  const effects = effectsOf(world, faults);
  const machine = {
    store: storeOf(world, faults),
    effects: { ...effects, changeOver: () => Promise.reject(new MoveRefused("too long")) },
    clock: { now: () => 0, sleep: async () => {}, time: () => new Date(0) },
    limits: MOVE_LIMITS,
    requireHeld: () => {},
  };
  await expect(runMachine(machine)).rejects.toThrow("too long");
  expect(world).toMatchObject({ phase: "aborted", served: "old", hasOut: false, hasBack: false });
  world.write();
  world.check();
});
