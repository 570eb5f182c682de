import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import { useErrorText } from "#app/components/ui/use-error-text.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Answer, Outcome } from "./plan-import.ts";

const TONES: Record<Outcome, Tone> = {
  create: "success",
  taken: "neutral",
  repeated: "neutral",
  wrong: "danger",
};

/** What would become of each line, and how to mend what is wrong. */
export function AnswerTable({ answers }: { answers: Answer[] }) {
  const { t } = useTranslation();
  const columns: Column<Answer>[] = [
    {
      id: "line",
      label: t("projectFiles.check.line"),
      cell: ({ line }) => (
        <span className="tabular text-muted">{t("projectFiles.check.lineNumber", { line })}</span>
      ),
    },
    {
      id: "name",
      label: t("projects.name"),
      cell: ({ name }) => (
        <bdi className="block max-w-72 truncate font-medium">{name || t("projectFiles.check.nameless")}</bdi>
      ),
    },
    {
      id: "outcome",
      label: t("projectFiles.check.outcome"),
      cell: ({ outcome }) => <Badge tone={TONES[outcome]}>{t(`projectFiles.outcomes.${outcome}`)}</Badge>,
    },
    {
      id: "why",
      label: t("projectFiles.check.why"),
      isWide: true,
      cell: (answer) => <Why answer={answer} />,
    },
  ];
  return (
    <DataTable
      label={t("projectFiles.check.title")}
      rows={answers}
      columns={columns}
      keyOf={({ line }) => line}
      isRoomy
    />
  );
}

function Why({ answer: { outcome, problems } }: { answer: Answer }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  if (outcome === "taken") return <p className="text-muted">{t("projectFiles.why.taken")}</p>;
  if (outcome === "repeated") return <p className="text-muted">{t("projectFiles.why.repeated")}</p>;
  return (
    <ul className="grid gap-0.5 whitespace-normal wrap-anywhere">
      {problems.map((problem) => (
        <li key={problem}>{errorText(problem)}</li>
      ))}
    </ul>
  );
}
