import { Link } from "react-router";
import type { MigrationRun } from "#app/db.server.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { classNames } from "#app/components/ui/class-names.ts";
import { Alert } from "#app/components/ui/alert.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { RunStateBadge } from "../parts/badges.tsx";
import { formatDuration } from "../parts/format.ts";

const BAR =
  "block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-progress-bar]:bg-line";
const FILL = "[&::-moz-progress-bar]:bg-accent [&::-webkit-progress-value]:bg-accent";
const FILL_FAILED = "[&::-moz-progress-bar]:bg-danger-solid [&::-webkit-progress-value]:bg-danger-solid";

type RunProgressProps = {
  run: MigrationRun;
  nowMs: number /** Leads to the run's own page. */;
  isLinked?: boolean;
};

/** Work in progress: phase, done of total, rate, time left, and how to stop it. */
export function RunProgress({ run, nowMs, isLinked = false }: RunProgressProps) {
  const { t } = useTranslation();
  const { done, failed, total, state, isSilent } = run;
  return (
    <div className="grid gap-3">
      {isSilent && <Alert tone="danger">{t("platform.migrations.silent")}</Alert>}
      <Card aria-label={t("platform.migrations.progress")} className="grid gap-2.5 px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <RunStateBadge state={state} />
          {isLinked && (
            <Link to={`/platform/migrations/${run.id}`} className="rounded-sm font-medium hover:underline">
              {t("platform.overview.runningRun")}
            </Link>
          )}
          <span className="tabular font-medium">{t("platform.migrations.doneOf", { done, total })}</span>
          {failed > 0 && (
            <span className="font-medium text-danger">
              {t("platform.migrations.failedCount", { count: failed })}
            </span>
          )}
          {state === "running" && !isSilent && <Pace run={run} nowMs={nowMs} />}
        </div>
        <progress
          aria-label={t("platform.migrations.progress")}
          value={done + failed}
          max={Math.max(total, 1)}
          className={classNames(BAR, failed > 0 ? FILL_FAILED : FILL)}
        />
        {state === "running" && (
          <p className="text-xs text-muted">
            {t("platform.migrations.howToStop", { startedBy: run.startedBy })}
          </p>
        )}
      </Card>
    </div>
  );
}

/** How fast it goes, and for how long still. Nothing before there is something to tell it by. */
function Pace({ run, nowMs }: { run: MigrationRun; nowMs: number }) {
  const { t, i18n } = useTranslation();
  const elapsedMs = nowMs - run.startedAt.getTime();
  const finished = run.done + run.failed;
  if (finished === 0 || elapsedMs <= 0) return null;
  const perSecond = finished / (elapsedMs / 1_000);
  const rate = numberFormat(i18n.language, { maximumFractionDigits: 1 }).format(perSecond);
  const duration = formatDuration((run.remaining / perSecond) * 1_000, i18n.language);
  return (
    <span className="tabular flex flex-wrap gap-x-4 text-muted">
      <span>{t("platform.migrations.remaining", { count: run.remaining })}</span>
      <span>{t("platform.migrations.rate", { rate })}</span>
      <span>{t("platform.migrations.timeLeft", { duration })}</span>
    </span>
  );
}
