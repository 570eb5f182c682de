import { RelativeTime } from "#app/components/relative-time.tsx";
import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { useRevalidateEvery } from "#app/components/use-revalidate-every.ts";
import type { MovePhase, MoveSummary } from "#app/db.move.server.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { formatBytes } from "#app/i18n/units.ts";
import type { MoveTurn } from "#app/routes/platform/tenants/turns.ts";
import { ErrorText } from "../parts/error-text.tsx";

const LOOK_AGAIN_MS = 1_000;

export type ShownMove = MoveSummary & { turns: MoveTurn[] };

/** A tenant's open move: where it is, and what can become of it. */
export function MoveCard({ tenantId, move }: { tenantId: string; move: ShownMove }) {
  const { t, i18n } = useTranslation();
  const place = ({ kind, cluster }: ShownMove["from"]) =>
    t("platform.move.place", { kind: t(`platform.placement.${kind}`), cluster });
  const milliseconds = (value: number) =>
    t("platform.move.ms", { ms: numberFormat(i18n.language).format(value) });
  return (
    <Facts id="move" title={t("platform.move.title")}>
      {move.phase !== "arrived" && <Looking />}
      <Fact term={t("platform.move.phase")}>
        <Badge tone={tones[move.phase] ?? "info"}>{t(`platform.move.phases.${move.phase}`)}</Badge>
      </Fact>
      <Fact term={t("platform.move.from")}>{place(move.from)}</Fact>
      <Fact term={t("platform.move.to")}>{place(move.to)}</Fact>
      <Fact term={t("platform.move.method")}>{t(`platform.move.methods.${move.method}`)}</Fact>
      <Fact term={t("platform.move.started")}>
        <RelativeTime at={move.startedAt} />
      </Fact>
      {move.progress && <Progress progress={move.progress} />}
      {move.pauseMs === null ? (
        move.expectedPauseMs !== null && (
          <Fact term={t("platform.move.expectedPause")}>{milliseconds(move.expectedPauseMs)}</Fact>
        )
      ) : (
        <Fact term={t("platform.move.pause")}>{milliseconds(move.pauseMs)}</Fact>
      )}
      {move.reapAfter && (
        <Fact term={t("platform.move.until")}>
          <RelativeTime at={move.reapAfter} />
        </Fact>
      )}
      {move.error && (
        <Fact term={t("platform.tenant.error")}>
          <ErrorText error={move.error} />
        </Fact>
      )}
      {move.turns.length > 0 && (
        <div className="flex flex-wrap gap-2 px-4 py-2">
          {move.turns.map((turn) => (
            <ButtonLink key={turn} size="sm" to={`/platform/tenants/${tenantId}/move-turns/${turn}`}>
              {t(`platform.move.${turn}.label`)}
            </ButtonLink>
          ))}
        </div>
      )}
    </Facts>
  );
}

const tones: Partial<Record<MovePhase, Tone>> = {
  arrived: "success",
  aborting: "warning",
  aborted: "warning",
  returning: "warning",
};

/** How far the copy is. */
function Progress({ progress }: { progress: NonNullable<ShownMove["progress"]> }) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => numberFormat(i18n.language).format(value);
  const { copied, tables, rows, rowsPerSecond, lagBytes } = progress;
  return (
    <>
      <Fact term={t("platform.move.copied")}>
        {t("platform.move.copiedOf", { copied: number(copied), tables: number(tables) })}
      </Fact>
      {rows > 0 && (
        <Fact term={t("platform.move.underWay")}>
          {t("platform.move.rows", { count: rows, rows: number(rows) })}
          {rowsPerSecond !== null && `, ${t("platform.move.rate", { rows: number(rowsPerSecond) })}`}
        </Fact>
      )}
      <Fact term={t("platform.move.lag")}>{formatBytes(lagBytes, i18n.language)}</Fact>
    </>
  );
}

/** It asks again by itself, for as long as something goes on. */
function Looking() {
  useRevalidateEvery(LOOK_AGAIN_MS);
  return null;
}
