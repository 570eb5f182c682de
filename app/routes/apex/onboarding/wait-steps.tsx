import { Check, Circle, LoaderCircle } from "lucide-react";
import { classNames } from "#app/components/ui/class-names.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type Phase = "done" | "now" | "later";
const looks = {
  done: { icon: Check, classes: "text-success", label: "onboarding.stepDone" },
  now: { icon: LoaderCircle, classes: "text-accent-text animate-spin", label: "onboarding.stepNow" },
  later: { icon: Circle, classes: "text-muted", label: "onboarding.stepLater" },
} as const;

/** How far the new workspace is. */
export function WaitSteps({ host }: { host: string }) {
  const { t } = useTranslation();
  const steps: { label: string; phase: Phase }[] = [
    { label: t("onboarding.stepAccepted"), phase: "done" },
    { label: t("onboarding.stepPlace"), phase: "now" },
    { label: t("onboarding.stepOpen", { hostname: host }), phase: "later" },
  ];
  return (
    <ol aria-label={t("onboarding.steps")} aria-live="polite" className="divide-y rounded border bg-surface">
      {steps.map(({ label, phase }) => {
        const { icon: Icon, classes, label: phaseLabel } = looks[phase];
        return (
          <li key={label} className="flex items-center gap-3 px-4 py-3">
            <Icon aria-hidden="true" size={18} className={classNames("shrink-0", classes)} />
            <span className={classNames("flex-1 wrap-anywhere", phase === "later" && "text-muted")}>
              {label}
            </span>
            <span className="text-xs text-muted">{t(phaseLabel)}</span>
          </li>
        );
      })}
    </ol>
  );
}
