import { useEffect, useId, useRef } from "react";
import { Button } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type LeaveDialogProps = { onStay: () => void; onLeave: () => void };

/** Asked before a page is left on which something was typed. Escape stays. */
export function LeaveDialog({ onStay, onLeave }: LeaveDialogProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog
      ref={ref}
      onClose={onStay}
      aria-labelledby={titleId}
      className="m-auto w-full max-w-form rounded border bg-surface p-6 text-ink shadow backdrop:bg-ink/40"
    >
      <div className="grid gap-4">
        <h2 id={titleId} className="text-lg font-semibold">
          {t("form.leaveTitle")}
        </h2>
        <p>{t("form.leaveWhat")}</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={onStay}>
            {t("form.stay")}
          </Button>
          <Button variant="ghost" onClick={onLeave}>
            {t("form.leave")}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
