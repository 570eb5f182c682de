import type { ParseKeys } from "i18next";
import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import type { ActivityEntry } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { subjectPage } from "./subject-page.ts";

/** Who did what to which, newest first. */
export function ActivityList({ entries }: { entries: ActivityEntry[] }) {
  const { t } = useTranslation();
  if (entries.length === 0) return <p className="px-4 py-5 text-muted">{t("activity.empty")}</p>;
  return (
    <ol className="divide-y">
      {entries.map((entry) => (
        <li key={entry.id} className="flex gap-3 px-4 py-3">
          <Avatar name={entry.actorName || t("activity.someone")} picture={entry.actorPicture} />
          <ActivitySentence entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function ActivitySentence({ entry }: { entry: ActivityEntry }) {
  const { t, i18n } = useTranslation();
  const key = `activity.${entry.action}`;
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="wrap-anywhere">
        <bdi className="font-medium">{entry.actorName || t("activity.someone")}</bdi>{" "}
        {i18n.exists(key) ? t(key as ParseKeys) : t("activity.did")} <ActivitySubject entry={entry} />
      </p>
      <p className="text-xs text-muted">
        <RelativeTime at={entry.at} />
      </p>
    </div>
  );
}

function ActivitySubject({ entry }: { entry: ActivityEntry }) {
  if (entry.subjectName === null) return null;
  const page = subjectPage(entry.action.split(".")[0] ?? "", entry.subjectId);
  if (!entry.isLive || !page) return <bdi className="font-medium">{entry.subjectName}</bdi>;
  return (
    <Link dir="auto" to={page} className="rounded font-medium hover:underline">
      {entry.subjectName}
    </Link>
  );
}
