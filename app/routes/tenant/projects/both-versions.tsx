import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type Version = { label: string; theirs: string; yours: string };

/** What is saved beside what was typed, field by field. */
export function BothVersions({ rows }: { rows: Version[] }) {
  const { t } = useTranslation();
  return (
    <Card aria-labelledby="newer">
      <CardHeader id="newer" title={t("projects.newer.title")} />
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t("projects.newer.field")}</th>
            <th scope="col">{t("projects.newer.theirs")}</th>
            <th scope="col">{t("projects.newer.yours")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, theirs, yours }) => (
            <tr key={label}>
              <td data-label={t("projects.newer.field")}>
                <div>{label}</div>
              </td>
              <td data-label={t("projects.newer.theirs")}>
                <div dir="auto" className="whitespace-pre-wrap wrap-anywhere">
                  {theirs}
                </div>
              </td>
              <td data-label={t("projects.newer.yours")}>
                <div dir="auto" className="whitespace-pre-wrap wrap-anywhere">
                  {yours}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
