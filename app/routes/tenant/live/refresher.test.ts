// Threat: a page changes under who types in it, or a thousand pages ask at the same moment.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRefresher } from "./refresher.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function refresherOf(isHeld = () => false) {
  const refresh = vi.fn();
  return { refresh, refresher: createRefresher({ refresh, isHeld }) };
}
const pass = (ms: number) => vi.advanceTimersByTime(ms);

test("many changes at once are asked for once, and within a second or so", () => {
  const { refresh, refresher } = refresherOf();
  for (let n = 0; n < 50; n++) refresher.changed();
  expect(refresh).not.toHaveBeenCalled();
  pass(1_000);
  expect(refresh).toHaveBeenCalledOnce();
  pass(60_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test("however often something changes, a page asks at intervals", () => {
  const { refresh, refresher } = refresherOf();
  for (let second = 0; second < 20; second++) {
    refresher.changed();
    pass(1_000);
  }
  expect(refresh.mock.calls.length).toBeGreaterThan(2);
  expect(refresh.mock.calls.length).toBeLessThanOrEqual(6);
});

test("while somebody types nothing is asked for, and afterwards it is", () => {
  let isHeld = true;
  const { refresh, refresher } = refresherOf(() => isHeld);
  refresher.changed();
  pass(600_000);
  expect(refresh).not.toHaveBeenCalled();
  isHeld = false;
  pass(1_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test("what was loaded after the change is not asked for again; what was loaded before it is", () => {
  const { refresh, refresher } = refresherOf();
  refresher.changed();
  pass(10);
  refresher.loadedSince(Date.now());
  pass(10_000);
  expect(refresh).not.toHaveBeenCalled();
  const before = Date.now() - 1;
  refresher.changed();
  refresher.loadedSince(before);
  pass(10_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test("what a stream told before it was lost is not asked for; what is told afterwards is", () => {
  const { refresh, refresher } = refresherOf();
  refresher.changed();
  refresher.forget();
  pass(60_000);
  expect(refresh).not.toHaveBeenCalled();
  refresher.changed();
  pass(1_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test("a page that is left asks for nothing", () => {
  const { refresh, refresher } = refresherOf();
  refresher.changed();
  refresher.stop();
  pass(60_000);
  expect(refresh).not.toHaveBeenCalled();
});
