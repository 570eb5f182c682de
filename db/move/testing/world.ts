/**
 * What a move works on, without a server: two places, two streams and a control plane, of which any effect
 * can go wrong.
 */
import type { MovePhase } from "../../control/move-phases.ts";
import type { MoveEffects } from "../effects.ts";
import type { MoveStore } from "../machine.ts";

export class Crash extends Error {}

type Place = { rows: Set<number>; isThere: boolean; isFenced: boolean };
type Name = "old" | "new";

/** What a move works on: two places, two streams, and what the control plane says. */
export class World {
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
export const FAULTS = ["not at all", "without an answer", "late", "twice"] as const;
export type Fault = (typeof FAULTS)[number];

/** Counts what happens, and has it go wrong at the given points. */
export class Points {
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

export function effectsOf(world: World, points: Points): MoveEffects {
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
        return { copied: 1, tables: 1, rows: 0, lagBytes: 0, errors: 0, cutOff: [] };
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

export function storeOf(world: World, points: Points): MoveStore {
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
