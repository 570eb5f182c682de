import type { MigrationRun } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Copyable } from "../parts/copyable.tsx";
import { FactCard, FactLine } from "../tenants/tenant-facts.tsx";

export function RunFacts({ run }: { run: MigrationRun }) {
  const { t } = useTranslation();
  const { id, command, target, startedBy, startedAt, finishedAt, reason } = run;
  return (
    <FactCard id="facts" title={t("platform.tenant.facts")}>
      <FactLine term={t("platform.migrations.id")}>
        <Copyable value={id} />
      </FactLine>
      <FactLine term={t("platform.migrations.command")}>
        <code className="font-mono text-xs">{command}</code>
      </FactLine>
      <FactLine term={t("platform.migrations.target")}>
        {target ? <Copyable value={target} /> : t("platform.none")}
      </FactLine>
      <FactLine term={t("platform.migrations.startedBy")}>{startedBy}</FactLine>
      <FactLine term={t("platform.migrations.started")}>
        <RelativeTime at={startedAt} />
      </FactLine>
      {finishedAt && (
        <FactLine term={t("platform.migrations.finished")}>
          <RelativeTime at={finishedAt} />
        </FactLine>
      )}
      {reason && <FactLine term={t("platform.migrations.reason")}>{reason}</FactLine>}
    </FactCard>
  );
}
