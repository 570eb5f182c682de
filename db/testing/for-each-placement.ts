import { describe } from "vitest";
import type { PlacementKind } from "../routing/placement.ts";

const KINDS: PlacementKind[] = ["schema", "database"];

/** The same tests over both placements: the proof that one interface hides two. */
export function forEachPlacement(define: (kind: PlacementKind) => void): void {
  for (const kind of KINDS) describe(`in a ${kind} of its own`, () => define(kind));
}
