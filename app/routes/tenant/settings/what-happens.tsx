import { useTranslation } from "#app/i18n/translation.tsx";

/** What exactly an act does, before it is done. */
export function WhatHappens({ lines }: { lines: string[] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="what" className="grid gap-2">
      <h2 id="what" className="font-semibold">
        {t("settings.whatHappens")}
      </h2>
      <ul className="grid list-disc gap-1 pl-5">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
