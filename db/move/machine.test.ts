/**
 * Every way in which a move can go wrong, without a server, up to three times: an effect that does not happen,
 * whose answer is lost, that happens late or twice. Whatever happens, one place takes writes or none, and
 * nothing that was acknowledged is lost or read too late.
 */
import { expect, test } from "vitest";
import type { MovePhase } from "../control/move-phases.ts";
import { MoveRefused } from "../move-errors.ts";
import type { MoveEffects } from "./effects.ts";
import { MOVE_LIMITS } from "./limits.ts";
import { type MoveStore, runMachine } from "./machine.ts";

class Crash extends Error {}

/** Some ten thousand moves each, on a machine that does other things. */
const SLOW_MS = 300_000;

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
  /** Sent by a mover that is no more, and not done yet: to the places, and to the control plane. */
  readonly lateEffects: (() => unknown)[] = [];
  readonly lateWrites: (() => unknown)[] = [];
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

/**
 * What goes wrong with an effect, and with what the control plane writes. All but `twice` end the mover:
 * `late` is what was sent and happens only when another goes on.
 */
const FAULTS = ["not at all", "without an answer", "late", "twice"] as const;
type Fault = (typeof FAULTS)[number];

/** Counts what happens, and has it go wrong at the given points. */
class Points {
  seen = 0;
  readonly #faults: Map<number, Fault>;
  constructor(faults: Map<number, Fault>) {
    this.#faults = faults;
  }

  /** `later` takes what is to happen late. */
  act<T>(work: () => T, later: (() => unknown)[]): T {
    const fault = this.#faults.get(this.seen++);
    if (fault === "late") later.push(work);
    if (fault === "late" || fault === "not at all") throw new Crash();
    const result = work();
    if (fault === "without an answer") throw new Crash();
    return fault === "twice" ? work() : result;
  }
}

function effectsOf(world: World, points: Points): MoveEffects {
  const { old, new: other } = world.places;
  const act = async <T>(work: () => T): Promise<T> =>
    points.act(() => {
      const result = work();
      world.write();
      world.check();
      return result;
    }, world.lateEffects);
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
    // What is under way happens now or never.
    takeOver: async () => {
      for (const effect of world.lateEffects.splice(0)) effect();
    },
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

function storeOf(world: World, points: Points): MoveStore {
  const write = async (from: MovePhase, to: MovePhase, also: () => void = () => {}): Promise<boolean> => {
    // One that is late holds the row: it is read as it was before, and the next one waits.
    for (const earlier of world.lateWrites.splice(0)) earlier();
    return points.act(() => {
      const isSo = world.phase === from;
      if (isSo) {
        world.phase = to;
        also();
      }
      world.write();
      world.check();
      return isSo;
    }, world.lateWrites);
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

const CAN_BE_ABORTED: MovePhase[] = ["preparing", "copying", "verifying"];

/** Whoever was cut off, another goes on. Answers how many points there were. */
async function play(wanted: Wanted, faults: Map<number, Fault>): Promise<number> {
  const world = new World();
  const points = new Points(faults);
  const run = async (time: number) => {
    for (let attempt = 0; attempt <= faults.size; attempt++) {
      try {
        return await runMachine({
          store: storeOf(world, points),
          effects: effectsOf(world, points),
          clock: { now: () => 0, sleep: async () => {}, time: () => new Date(time) },
          limits: MOVE_LIMITS,
          requireHeld: () => {},
        });
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        // Staff take it back once they see that nobody is at it.
        if (wanted === "abort" && CAN_BE_ABORTED.includes(world.phase)) world.phase = "aborting";
      }
    }
    throw new Error("It was cut off more often than it was to be.");
  };
  world.write();
  if (wanted === "abort") {
    const phase = await run(0);
    expect(phase).toBe(faults.size === 0 || world.served === "new" ? "arrived" : "aborted");
    if (phase === "arrived") return points.seen;
    expect(world).toMatchObject({ served: "old", hasOut: false, hasBack: false });
    expect(world.places.new.isThere).toBe(false);
    return points.seen;
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
  return points.seen;
}

/** All sets of up to so many faults, each at a point of its own, of so many. */
function* faultsAmong(points: number, most: number, from = 0): Generator<[number, Fault][]> {
  yield [];
  if (most === 0) return;
  for (let at = from; at < points; at++)
    for (const fault of FAULTS)
      for (const further of faultsAmong(points, most - 1, at + 1)) yield [[at, fault], ...further];
}

test.each(["done", "back", "abort"] as const)(
  "a move that ends in %s loses nothing, whatever does not happen, is not answered, is late or happens twice, up to three times",
  async (wanted) => {
    const points = await play(wanted, new Map());
    expect(points).toBeGreaterThan(3);
    // What is done again after a cut has points of its own.
    for (const faults of faultsAmong(points + 4, 3))
      await play(wanted, new Map(faults)).catch((error: unknown) => {
        throw new Error(`${JSON.stringify(faults)}: ${(error as Error).message}`, { cause: error });
      });
  },
  SLOW_MS,
);

test("a change that would hold writes for too long is tried again, and given up without harm", async () => {
  const world = new World();
  const points = new Points(new Map());
  const effects = effectsOf(world, points);
  const machine = {
    store: storeOf(world, points),
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
