/**
 * When a page asks for its data anew: soon after a change, not at the same moment as all the others, not too
 * often, and not while it would be in somebody's way. Then as soon as it is not.
 */

/** Pages that hear of one change ask within this time. */
const SPREAD_MS = { least: 250, most: 1_000 };
/** Between two times, however much changes. */
const PAUSE_MS = 4_000;
/** While it would be in the way, this is looked at again. */
const HELD_MS = 1_000;

type Options = {
  refresh(): void;
  /** Somebody types, or does not look. */
  isHeld(): boolean;
};

export type Refresher = {
  changed(): void;
  /** What was heard of is not asked for: it may not be this page's to ask any more. */
  forget(): void;
  /** All that the page shows was asked for since then, in milliseconds of the clock. */
  loadedSince(atMs: number): void;
  stop(): void;
};

export function createRefresher({ refresh, isHeld }: Options): Refresher {
  let changedAtMs: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;

  const look = () => {
    timer = undefined;
    if (changedAtMs === undefined) return;
    const waitMs = lastMs + PAUSE_MS - Date.now();
    if (waitMs > 0) return wait(waitMs);
    if (isHeld()) return wait(HELD_MS);
    changedAtMs = undefined;
    lastMs = Date.now();
    refresh();
  };
  const wait = (forMs: number) => {
    timer ??= setTimeout(look, forMs);
  };
  return {
    changed: () => {
      changedAtMs = Date.now();
      wait(SPREAD_MS.least + Math.random() * (SPREAD_MS.most - SPREAD_MS.least));
    },
    forget: () => {
      changedAtMs = undefined;
    },
    loadedSince: (atMs) => {
      if (changedAtMs !== undefined && changedAtMs < atMs) changedAtMs = undefined;
    },
    stop: () => clearTimeout(timer),
  };
}
