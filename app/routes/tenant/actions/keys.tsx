import { Fragment } from "react";
import { useTranslation } from "#app/i18n/translation.tsx";

/** Keys, as they are written on a keyboard; `isTogether`: held down at the same time. */
export function Keys({ keys, isTogether = false }: { keys: readonly string[]; isTogether?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="flex shrink-0 items-center gap-1 text-xs text-muted">
      {keys.map((key, at) => (
        <Fragment key={key}>
          {at > 0 && <span>{isTogether ? "+" : t("actions.shortcuts.andThen")}</span>}
          <kbd className="min-w-5 rounded border bg-sunken px-1.5 py-0.5 text-center font-mono">{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
