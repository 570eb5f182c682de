import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** What exactly an action does, before the form that does it. */
export function WhatHappens({ lines }: { lines: string[] }) {
  const { t } = useTranslation();
  return (
    <Card aria-labelledby="what">
      <CardHeader id="what" title={t("platform.actions.whatHappens")} />
      <ul className="grid list-disc gap-1.5 py-3 pr-4 pl-8 wrap-anywhere">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Card>
  );
}
