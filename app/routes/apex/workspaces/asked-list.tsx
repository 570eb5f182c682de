import { RelativeTime } from "#app/components/relative-time.tsx";
import { Badge } from "#app/components/ui/badge.tsx";
import type { OwnJoinRequest } from "#app/db.people.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

/** What the person asked to be let into, by the name that they gave, and is not in. */
export function AskedList({ asked }: { asked: OwnJoinRequest[] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="asked" className="grid gap-3">
      <h2 id="asked" className="text-base font-semibold">
        {t("join.askedTitle")}
      </h2>
      <ul className="grid grid-cols-1 gap-2">
        {asked.map(({ slug, status, createdAt }) => (
          <li
            key={`${slug} ${createdAt.toISOString()}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded border px-4 py-3"
          >
            <span className="min-w-0">
              <bdi className="font-medium wrap-anywhere">{slug}</bdi>
              <span className="text-muted">
                {" · "}
                <RelativeTime at={createdAt} />
              </span>
            </span>
            <Badge tone={status === "pending" ? "info" : "neutral"}>{t(`join.status.${status}`)}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
