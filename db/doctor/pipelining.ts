/** Whether the way in carries transactions as PIPELINE says that they are sent, and what to set where it does not. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Carriage, troubleInFlight } from "./in-flight.ts";
import type { ProbeNames } from "./probe-tenants.ts";
import { type Finding, failed, ok } from "./verdict.ts";

/** Tries of the way that would be set instead, and the rest before each. */
const ATTEMPTS = 4;
const REST_MS = 250;

const CHECK = "pipelining";
const HOW: Record<Carriage, string> = {
  ahead: "three transactions in flight on each connection",
  "in-turn": "one transaction at a time, as PIPELINE=off asks",
};

export async function checkPipelining(url: string, names: ProbeNames, pipelines: boolean): Promise<Finding> {
  const carriage = pipelines ? "ahead" : "in-turn";
  const trouble = await troubleInFlight(url, names, carriage);
  if (!trouble) return ok(CHECK, `${HOW[carriage]}: each saw its own tenant`);
  const said = `With ${HOW[carriage]}, ${trouble}.`;
  if (!pipelines) return failed(CHECK, `${said} Stop serving. ${REFUSE}`);
  const further = await troubleAfterwards(url, names);
  return failed(
    CHECK,
    further
      ? `${said} One at a time, ${further}. Stop serving. ${REFUSE}`
      : `${said} Stop serving, and set PIPELINE=off: one at a time, each saw its own tenant.`,
  );
}

/** What the flights left under way may still reach who comes next, so this is tried more than once. */
async function troubleAfterwards(url: string, names: ProbeNames): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    await sleep(REST_MS);
    const trouble = await troubleInFlight(url, names, "in-turn");
    if (!trouble || attempt === ATTEMPTS) return trouble;
  }
}

const REFUSE =
  "This pooler cannot be used: see docs/how-to/poolers.md for those that can, or connect to the server itself.";
