import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { dateFormat, numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectStatuses } from "./project-statuses.ts";
import type { ProjectSummary } from "./project-summary.server.ts";

/** How many are in each status, and how many were begun in each month: as pictures, and as figures. */
export function ProjectCharts({ summary }: { summary: ProjectSummary }) {
  const { t, i18n } = useTranslation();
  const { counts, months, most, timeZone, charts, isStarted } = summary;
  if (!isStarted) return null;
  const monthOf = (start: Date) =>
    dateFormat(i18n.language, { month: "long", year: "numeric", timeZone }).format(start);
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      <Chart
        id="by-status"
        title={t("projects.dashboard.byStatus")}
        picture={charts.statuses}
        most={most}
        head={t("projects.status")}
        rows={projectStatuses.map((status) => ({ name: t(`status.${status}`), count: counts[status] }))}
      />
      <Chart
        id="by-month"
        title={t("projects.dashboard.overTime")}
        picture={charts.months}
        most={most}
        head={t("projects.dashboard.month")}
        rows={months.map(({ start, count }) => ({ name: monthOf(start), count }))}
      />
    </div>
  );
}

type ChartProps = {
  id: string;
  title: string;
  picture: string;
  /** Beyond it nobody counted. */
  most: number;
  head: string;
  rows: { name: string; count: number }[];
};

/** The picture is nothing without the figures that it is drawn from: they are always in the page. */
function Chart({ id, title, picture, most, head, rows }: ChartProps) {
  const { t, i18n } = useTranslation();
  const number = numberFormat(i18n.language);
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} />
      <div
        aria-hidden="true"
        className="px-4 pt-3 [&_svg]:h-auto [&_svg]:w-full"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, of figures and escaped names
        dangerouslySetInnerHTML={{ __html: picture }}
      />
      <details className="px-4 py-3">
        <summary className="cursor-pointer rounded text-muted underline underline-offset-2">
          {t("projects.dashboard.figures")}
        </summary>
        <table className="mt-2 w-full">
          <thead>
            <tr className="border-b text-xs text-muted">
              <th scope="col" className="py-1.5 text-start font-medium">
                {head}
              </th>
              <th scope="col" className="py-1.5 text-end font-medium">
                {t("projects.dashboard.count")}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows.map(({ name, count }) => (
              <tr key={name}>
                <th scope="row" className="py-1.5 text-start font-normal">
                  {name}
                </th>
                <td className="tabular py-1.5 text-end">
                  {number.format(Math.min(count, most))}
                  {count > most && "+"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}
