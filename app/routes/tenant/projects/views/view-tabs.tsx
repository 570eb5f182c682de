import { Bookmark, Settings2, Users } from "lucide-react";
import { Link } from "react-router";
import type { ProjectView } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type ViewTabsProps = {
  views: ProjectView[];
  /** The present search, as views save it. */
  query: string;
  /** The list with everything, whatever it begins with. */
  allPath: string;
};

const TAB =
  "inline-flex min-h-10 max-w-60 items-center gap-1.5 border-b-2 border-transparent font-medium text-muted transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink";
const LINK = "inline-flex min-h-8 items-center gap-1.5 rounded text-muted hover:text-ink hover:underline";

/** The saved searches above the list, and the way to save this one. */
export function ViewTabs({ views, query, allPath }: ViewTabsProps) {
  const { t } = useTranslation();
  const isSaved = query === "" || views.some((view) => view.query === query);
  if (views.length === 0 && isSaved) return null;
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-5 border-b">
      <nav aria-label={t("projectViews.title")} className="-mb-px min-w-0">
        <ul className="flex flex-wrap gap-x-5">
          {views.length > 0 && (
            <li>
              <Link to={allPath} aria-current={query === "" ? "page" : undefined} className={TAB}>
                {t("projectViews.all")}
              </Link>
            </li>
          )}
          {views.map((view) => (
            <li key={view.id} className="min-w-0">
              <Link
                to={`/projects?${view.query || "all=yes"}`}
                aria-current={view.query !== "" && view.query === query ? "page" : undefined}
                className={TAB}
              >
                {view.isShared && <Users aria-hidden="true" size={13} className="shrink-0" />}
                <bdi className="truncate">{view.name}</bdi>
                {view.isShared && <span className="sr-only">({t("projectViews.shared")})</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <p className="flex flex-wrap gap-x-4 py-1">
        {!isSaved && (
          <Link to={`/projects/views/new?${query}`} className={LINK}>
            <Bookmark aria-hidden="true" size={14} />
            {t("projectViews.save")}
          </Link>
        )}
        {views.length > 0 && (
          <Link to="/projects/views" className={LINK}>
            <Settings2 aria-hidden="true" size={14} />
            {t("projectViews.manage")}
          </Link>
        )}
      </p>
    </div>
  );
}
