import { Circle, CircleCheck } from "lucide-react";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Step } from "./checklist-steps.ts";

/** What a new workspace has not got yet. Gone when all is done, or when somebody wants it away. */
export function Checklist({ steps }: { steps: Step[] }) {
  const { t } = useTranslation();
  if (steps.length === 0) return null;
  const done = steps.filter(({ isDone }) => isDone).length;
  const aside = (
    <div className="flex items-center gap-3">
      <span className="tabular text-muted">{t("checklist.done", { done, all: steps.length })}</span>
      <Form method="post" action="/dashboard/hidings">
        <SubmitButton variant="ghost" size="sm" pendingLabel={t("checklist.hiding")}>
          {t("checklist.hide")}
        </SubmitButton>
      </Form>
    </div>
  );
  return (
    <Card aria-labelledby="first-steps">
      <CardHeader id="first-steps" title={t("checklist.title")} aside={aside} />
      <ol className="divide-y">
        {steps.map((step) => (
          <StepItem key={step.name} step={step} />
        ))}
      </ol>
    </Card>
  );
}

function StepItem({ step: { name, to, isDone } }: { step: Step }) {
  const { t } = useTranslation();
  const Icon = isDone ? CircleCheck : Circle;
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Icon
        aria-hidden="true"
        size={18}
        className={isDone ? "mt-px shrink-0 text-success" : "mt-px shrink-0 text-muted"}
      />
      {isDone ? (
        <p className="text-muted">
          <span className="sr-only">{t("checklist.isDone")} </span>
          <span className="line-through">{t(`checklist.${name}`)}</span>
        </p>
      ) : (
        <div className="grid gap-0.5">
          <Link to={to} className="justify-self-start rounded font-medium hover:underline">
            {t(`checklist.${name}`)}
          </Link>
          <p className="text-muted">{t(`checklist.${name}Hint`)}</p>
        </div>
      )}
    </li>
  );
}
