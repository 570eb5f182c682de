import type { MigrationRun } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Copyable } from "../parts/copyable.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";

export function RunFacts({ run }: { run: MigrationRun }) {
  const { t } = useTranslation();
  const { id, command, target, startedBy, startedAt, finishedAt, reason } = run;
  return (
    <Facts id="facts" title={t("platform.tenant.facts")}>
      <Fact term={t("platform.migrations.id")}>
        <Copyable value={id} />
      </Fact>
      <Fact term={t("platform.migrations.command")}>
        <code className="font-mono text-xs">{command}</code>
      </Fact>
      <Fact term={t("platform.migrations.target")}>
        {target ? <Copyable value={target} /> : t("platform.none")}
      </Fact>
      <Fact term={t("platform.migrations.startedBy")}>{startedBy}</Fact>
      <Fact term={t("platform.migrations.started")}>
        <RelativeTime at={startedAt} />
      </Fact>
      {finishedAt && (
        <Fact term={t("platform.migrations.finished")}>
          <RelativeTime at={finishedAt} />
        </Fact>
      )}
      {reason && <Fact term={t("platform.migrations.reason")}>{reason}</Fact>}
    </Facts>
  );
}
