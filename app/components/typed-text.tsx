import { useTranslation } from "#app/i18n/translation.tsx";

type TypedTextProps = { typed: [name: string, text: string][] };

/** What was in the form that could not be taken, to be copied from. */
export function TypedText({ typed }: TypedTextProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="typed" className="grid w-full gap-3 rounded border bg-surface p-4">
      <h2 id="typed" className="font-semibold">
        {t("errors.typed")}
      </h2>
      {typed.map(([name, text], at) => (
        <pre
          key={`${name}-${at.toString()}`}
          dir="auto"
          className="max-h-60 overflow-auto rounded bg-sunken p-3 font-sans whitespace-pre-wrap wrap-anywhere"
        >
          {text}
        </pre>
      ))}
    </section>
  );
}
