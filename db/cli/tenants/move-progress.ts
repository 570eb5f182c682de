/** A move, followed at a terminal: its phase, and while rows are copied how far they are. */
import type { Command } from "commander";
import type { MovePhase } from "../../control/move-phases.ts";
import type { MoveProgress } from "../../move/machine.ts";
import { isJson } from "../session.ts";
import { bytes, plural } from "../text.ts";

const PHASE_TEXT: Partial<Record<MovePhase, string>> = {
  preparing: "making the new place",
  copying: "copying",
  verifying: "comparing both places",
  cuttingOver: "changing over",
  returning: "changing back",
  reaping: "dropping the former place",
  cleaning: "dropping the place that it came back from",
  aborting: "taking it back",
};

/** Lines go to stderr, one for each change, so that the result alone is on stdout. */
export function moveProgress(command: Command): (progress: MoveProgress) => void {
  if (isJson(command)) return () => {};
  let last = "";
  return ({ phase, state }) => {
    const line = [PHASE_TEXT[phase], state && stateText(state)].filter(Boolean).join(": ");
    if (line === last || line === "") return;
    last = line;
    console.error(line);
  };
}

const stateText = ({ copied, tables, rows, lagBytes }: NonNullable<MoveProgress["state"]>): string =>
  [
    `${copied}/${plural(tables, "table")}`,
    rows > 0 ? `${plural(rows, "row")} under way` : "",
    `${bytes(lagBytes)} behind`,
  ]
    .filter(Boolean)
    .join(", ");
