/** What doctor says of one thing that it looked at. */

export type Verdict = {
  /** What was looked at, e.g. `login`. */
  check: string;
  /** Null: it concerns all of them. */
  cluster: string | null;
  /** "weak": it works, and a wall is thinner than it could be. */
  state: "ok" | "weak" | "failed";
  /** What was found; for what is not ok, what to do. */
  detail: string;
};

export type Finding = Omit<Verdict, "cluster">;

export const ok = (check: string, detail: string): Finding => ({ check, state: "ok", detail });
export const weak = (check: string, detail: string): Finding => ({ check, state: "weak", detail });
export const failed = (check: string, detail: string): Finding => ({ check, state: "failed", detail });
