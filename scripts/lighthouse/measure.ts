/** Lighthouse's packages are in a folder of their own: installed when its figures are first asked for. */
import { join } from "node:path";
import type { Figures } from "./table.ts";

type Tool = { measure(url: string, port: number): Promise<Figures> };

/** The run in the middle by performance: one that was disturbed decides nothing. */
export async function measureOften(url: string, port: number, runs: number): Promise<Figures> {
  const { measure } = (await import(join(import.meta.dirname, "tool", "measure.js"))) as Tool;
  const all: Figures[] = [];
  for (let run = 0; run < runs; run++) all.push(await measure(url, port));
  const sorted = all.toSorted((a, b) => a.scores.performance - b.scores.performance);
  const middle = sorted[Math.floor(runs / 2)];
  if (!middle) throw new Error("At least one run is needed.");
  return middle;
}
