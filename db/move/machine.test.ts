/**
 * Every way in which a move can go wrong, without a server, up to three times: an effect that does not
 * happen, whose answer is lost, that happens late or twice. Whatever happens, one place takes writes or none,
 * and nothing that was acknowledged is lost or read too late.
 */
import { expect, test } from "vitest";
import type { MovePhase } from "../control/move-phases.ts";
import { MoveRefused } from "../move-errors.ts";
import type { MoveEffects } from "./effects.ts";
import { MOVE_LIMITS } from "./limits.ts";
import { runMachine } from "./machine.ts";
import { Crash, effectsOf, FAULTS, type Fault, Points, storeOf, World } from "./testing/world.ts";

/** Some ten thousand moves each, on a machine that does other things. */
const SLOW_MS = 300_000;

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

/** Of a move that nothing happens to, but for what `changes` say of its effects. */
function machineOf(world: World, changes: Partial<MoveEffects>) {
  const points = new Points(new Map());
  return {
    store: storeOf(world, points),
    effects: { ...effectsOf(world, points), ...changes },
    clock: { now: () => 0, sleep: async () => {}, time: () => new Date(0) },
    limits: MOVE_LIMITS,
    requireHeld: () => {},
  };
}

test("a change that would hold writes for too long is tried again, and given up without harm", async () => {
  const world = new World();
  const machine = machineOf(world, { changeOver: () => Promise.reject(new MoveRefused("too long")) });
  await expect(runMachine(machine)).rejects.toThrow("too long");
  expect(world).toMatchObject({ phase: "aborted", served: "old", hasOut: false, hasBack: false });
  world.write();
  world.check();
});

test("errors that a server's absence left do not count against a move, and those that go on do", async () => {
  const copying = (errors: () => number, asked = { times: 0 }) => ({
    copyState: async () => {
      const copied = ++asked.times > 10 ? 1 : 0;
      return { copied, tables: 1, rows: 0, lagBytes: 0, errors: errors(), cutOff: [] };
    },
  });
  expect(
    await runMachine(
      machineOf(
        new World(),
        copying(() => 20),
      ),
    ),
  ).toBe("arrived");
  let errors = 20;
  const world = new World();
  await expect(
    runMachine(
      machineOf(
        world,
        copying(() => errors++),
      ),
    ),
  ).rejects.toThrow("The new place does not take what the old one sends");
  expect(world).toMatchObject({ phase: "aborted", served: "old" });
});
