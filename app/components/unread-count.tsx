import { MAX_UNREAD_SHOWN } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

/** How many notifications wait; nothing where none does. */
export function UnreadCount({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const shown = count > MAX_UNREAD_SHOWN ? `${MAX_UNREAD_SHOWN}+` : String(count);
  return (
    <span className="tabular inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent">
      <span aria-hidden="true">{shown}</span>
      <span className="sr-only">{t("nav.unread", { shown })}</span>
    </span>
  );
}
