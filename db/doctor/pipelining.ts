/**
 * Whether the way in carries transactions as PIPELINE says that they are sent, and what to set where it does
 * not.
 */
import { type Carriage, troubleInFlight } from "./in-flight.ts";
import type { ProbeNames } from "./probe-tenants.ts";
import { type Finding, failed, ok } from "./verdict.ts";

const CHECK = "pipelining";
const HOW: Record<Carriage, string> = {
  ahead: "three transactions in flight on each connection",
  "in-turn": "one transaction at a time",
};

export async function checkPipelining(url: string, names: ProbeNames, pipelines: boolean): Promise<Finding> {
  // First: whatever a pooler that mixes clients still has under way afterwards would come between.
  const inTurn = await troubleInFlight(url, names, "in-turn");
  if (inTurn) return failed(CHECK, `With ${HOW["in-turn"]}, ${inTurn}. Stop serving. ${REFUSE}`);
  if (!pipelines) return ok(CHECK, `${HOW["in-turn"]}, as PIPELINE=off asks: each saw its own tenant`);
  const ahead = await troubleInFlight(url, names, "ahead");
  if (!ahead) return ok(CHECK, `${HOW.ahead}: each saw its own tenant`);
  return failed(
    CHECK,
    `With ${HOW.ahead}, ${ahead}. Stop serving, and set PIPELINE=off: ${HOW["in-turn"]}, each saw its own tenant.`,
  );
}

const REFUSE =
  "This pooler cannot be used: see docs/how-to/poolers.md for those that can, or connect to the server itself.";
