/** What a look at all tenants has found, beside what was asked for: as text, as JSON, as an exit code. */
import type { Plan } from "../../migrate/plan.ts";
import { isRefused } from "../../migrate/standing.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { plural } from "../text.ts";

type Seen = Pick<Plan, "findings" | "unreached">;

export const seenAsJson = ({ findings, unreached }: Seen) => ({
  findings,
  unreached: unreached.map(({ target, error }) => ({
    id: target.tenantId,
    slug: target.slug,
    cluster: target.cluster,
    error: error.message,
  })),
});

export const seenAsText = ({ findings, unreached }: Seen): string[] => [
  ...findings.map((finding) => `${isRefused(finding, {}) ? "✗" : "!"} ${finding.sentence}`),
  ...[...Map.groupBy(unreached, ({ target, error }) => `${target.cluster}: ${error.message}`)].map(
    ([why, some]) => `! ${plural(some.length, "tenant")} not looked at, ${why}`,
  ),
];

export function codeOfSeen({ findings, unreached }: Seen): ExitCode {
  if (findings.some((finding) => isRefused(finding, {}))) return EXIT.failed;
  return unreached.length > 0 ? EXIT.partly : EXIT.done;
}
