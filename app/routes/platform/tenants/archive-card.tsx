import { Form } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import type { ArchiveStanding } from "#app/db.archive.server.ts";
import { entitlementsOf } from "#app/db.shared.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { formatBytes } from "#app/i18n/units.ts";
import { Copyable } from "../parts/copyable.tsx";
import { ErrorText } from "../parts/error-text.tsx";

/** `isKept`: archives are taken by themselves. */
export type ShownArchives = { standing: ArchiveStanding; isKept: boolean };

type State = "overdue" | "good" | "none" | "off";

const tones: Record<State, Tone> = { overdue: "danger", good: "success", none: "neutral", off: "warning" };

function stateOf({ standing: { isOverdue, last }, isKept }: ShownArchives): State {
  if (!isKept) return "off";
  if (isOverdue) return "overdue";
  return last ? "good" : "none";
}

/** How old a tenant's last good archive is, what its plan promises, and a button that takes one now. */
export function ArchiveCard({ archives }: { archives: ShownArchives }) {
  const { t } = useTranslation();
  const { standing, isKept } = archives;
  const { tenantId, plan, last, failure } = standing;
  const { archiveEveryHours: hours, archiveKeptDays: days } = entitlementsOf(plan);
  const state = stateOf(archives);
  return (
    <Facts
      id="archives"
      title={t("platform.archives.title")}
      footer={isKept && <ArchiveNow tenantId={tenantId} />}
    >
      <Fact term={t("platform.archives.state")}>
        <Badge tone={tones[state]}>{t(`platform.archives.states.${state}`)}</Badge>
      </Fact>
      {isKept ? (
        <Fact term={t("platform.archives.promise")}>{t("platform.archives.everyKept", { hours, days })}</Fact>
      ) : (
        <Fact term={t("platform.archives.promise")}>
          <span className="text-muted">{t("platform.archives.off")}</span>
        </Fact>
      )}
      {last && <LastGood last={last} />}
      {failure && (
        <Fact term={t("platform.archives.problem")}>
          <ErrorText error={failure.error} />
          <span className="text-xs text-muted">
            <RelativeTime at={failure.at} />
          </span>
        </Fact>
      )}
    </Facts>
  );
}

function ArchiveNow({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action={`/platform/tenants/${tenantId}/archives`} className="border-t px-4 py-2">
      <SubmitButton size="sm" variant="secondary" pendingLabel={t("platform.archives.asking")}>
        {t("platform.archives.now")}
      </SubmitButton>
    </Form>
  );
}

function LastGood({ last }: { last: NonNullable<ArchiveStanding["last"]> }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Fact term={t("platform.archives.last")}>
        <RelativeTime at={last.takenAt} />
      </Fact>
      <Fact term={t("platform.archives.size")}>
        {t("platform.archives.sizeOf", {
          size: formatBytes(last.bytes ?? 0, i18n.language),
          rows: numberFormat(i18n.language).format(last.rows ?? 0),
        })}
      </Fact>
      <Fact term={t("platform.archives.file")}>
        <Copyable value={last.address} />
      </Fact>
      <Fact term={t("platform.archives.drilled")}>
        {last.drilledAt ? <RelativeTime at={last.drilledAt} /> : t("platform.archives.notDrilled")}
      </Fact>
    </>
  );
}
