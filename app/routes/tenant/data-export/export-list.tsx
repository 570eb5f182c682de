import { Download } from "lucide-react";
import { Form } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import type { DataExport } from "#app/db.tenant.server.ts";
import { dateFormat, numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { formatBytes } from "#app/i18n/units.ts";
import { downloadPath } from "./data-export-nav.ts";

const BAR =
  "block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-progress-bar]:bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-value]:bg-accent";

/** Files that can be downloaded, that are being made, or that could not be. */
export function ExportList({ exports }: { exports: DataExport[] }) {
  const { t } = useTranslation();
  if (exports.length === 0) return <p className="text-muted">{t("dataExport.none")}</p>;
  return (
    <Card aria-labelledby="exports">
      <ul className="divide-y">
        {exports.map((one) => (
          <li key={one.id} className="grid gap-2.5 px-4 py-3">
            <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
              <div className="min-w-0">
                <p className="font-medium">
                  {t(`dataExport.formats.${one.format}`)}
                  {one.withTrash && ` · ${t("dataExport.alsoTrash")}`}
                </p>
                <p className="text-xs text-muted">
                  {t("dataExport.askedFor")} <RelativeTime at={one.createdAt} />
                </p>
              </div>
              {one.state === "ready" && <DownloadForm id={one.id} />}
            </div>
            <StateLine of={one} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A form, because it leaves an entry in the log. */
function DownloadForm({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action={downloadPath(id)} reloadDocument>
      <Button type="submit">
        <Download aria-hidden="true" size={16} />
        {t("dataExport.download")}
      </Button>
    </Form>
  );
}

function StateLine({
  of: { state, isUnderWay, rowsTotal, rowsWritten, bytes, expiresAt },
}: {
  of: DataExport;
}) {
  const { t, i18n } = useTranslation();
  const number = (n: number) => numberFormat(i18n.language).format(n);
  if (state === "ready") {
    const until = dateFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" }).format(expiresAt);
    const facts = { rows: number(rowsTotal), size: formatBytes(bytes, i18n.language), until };
    return <p className="text-muted">{t("dataExport.ready", facts)}</p>;
  }
  if (state === "tooLarge" || !isUnderWay)
    return (
      <p className="text-danger">{t(state === "tooLarge" ? "dataExport.tooLarge" : "dataExport.failed")}</p>
    );
  return (
    <>
      <p className="tabular text-muted">
        {state === "waiting"
          ? t("dataExport.waiting")
          : t("dataExport.rows", { written: number(rowsWritten), total: number(rowsTotal) })}
      </p>
      <progress
        aria-label={t("dataExport.progress")}
        value={rowsWritten}
        max={Math.max(rowsTotal, 1)}
        className={BAR}
      />
    </>
  );
}
