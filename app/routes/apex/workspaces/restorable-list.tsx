import { WriteTo } from "#app/components/write-to.tsx";
import type { RestorableWorkspace } from "#app/db.server.ts";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { dateFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type RestorableListProps = { workspaces: RestorableWorkspace[]; writeTo: string | undefined };

/** What the person owned and is deleted: until when it comes back, and whom to ask. */
export function RestorableList({ workspaces, writeTo }: RestorableListProps) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useDocumentSettings();
  const format = dateFormat(i18n.language, { dateStyle: "long", timeZone });
  return (
    <section className="grid gap-3">
      <h2 className="text-base font-semibold">{t("workspaces.deletedTitle")}</h2>
      <ul className="grid grid-cols-1 gap-2">
        {workspaces.map(({ tenantId, name, until }) => (
          <li key={tenantId} className="grid gap-0.5 rounded border px-4 py-3">
            <span dir="auto" className="font-medium wrap-anywhere">
              {name}
            </span>
            <span className="text-muted">
              {t("workspaces.restorableUntil", { day: format.format(until) })}
            </span>
          </li>
        ))}
      </ul>
      <WriteTo address={writeTo} />
    </section>
  );
}
