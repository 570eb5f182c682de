/** `tenantry doctor`: a plain verdict for each promise, and a non-zero exit where one does not hold. */
import { Command } from "commander";
import { keepingOf } from "../archive/keeping.ts";
import { runDoctor } from "../doctor/run.ts";
import type { Verdict } from "../doctor/verdict.ts";
import { readDataEnv } from "../env.ts";
import { print } from "./output.ts";
import { withSession } from "./session.ts";

const MARK: Record<Verdict["state"], string> = { ok: "ok  ", weak: "weak", failed: "FAIL" };

export const doctorCommand = () =>
  new Command("doctor")
    .description(
      "examine every cluster: logins, rights, versions, clock, archives, and isolation by a live probe",
    )
    .addHelpText(
      "after",
      "\nExits with 1 where a check failed. What is weak works, and says what would be stronger.",
    )
    .action(async (_options, command: Command) => {
      const verdicts = await withSession(command, ({ tier }) =>
        runDoctor(tier, { archivesAreKept: keepingOf(readDataEnv()) !== undefined }),
      );
      print(command, verdicts, () => asText(verdicts));
      if (verdicts.some(({ state }) => state === "failed")) process.exitCode = 1;
    });

function asText(verdicts: Verdict[]): string {
  const wide = Math.max(...verdicts.map(({ check }) => check.length));
  const lines: string[] = [];
  let cluster: string | null = "";
  for (const verdict of verdicts) {
    if (verdict.cluster !== cluster)
      lines.push("", verdict.cluster === null ? "All clusters" : `Cluster ${verdict.cluster}`);
    cluster = verdict.cluster;
    lines.push(`  ${MARK[verdict.state]}  ${verdict.check.padEnd(wide)}  ${verdict.detail}`);
  }
  const count = (state: Verdict["state"]) => verdicts.filter((verdict) => verdict.state === state).length;
  lines.push("", `${count("ok")} ok, ${count("weak")} weak, ${count("failed")} failed`);
  return lines.join("\n");
}
