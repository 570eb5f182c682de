/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape and a button do the same as a click beside it */
import { X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Button } from "#app/components/ui/button.tsx";
import { classNames } from "#app/components/ui/class-names.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type DialogProps = { labelId: string; className?: string; onClose: () => void; children: ReactNode };

/** Above the page, which waits: Escape and a click beside it close it, and the focus goes back. */
export function Layer({ labelId, className, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  // In the task that draws it: no key is pressed between the two.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // Also where it is taken away in another way than by its own close.
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, by the dialog itself
    <dialog
      ref={ref}
      aria-labelledby={labelId}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && ref.current?.close()}
      className={classNames(
        "w-[calc(100%-2rem)] max-w-xl rounded border bg-surface p-0 text-ink shadow backdrop:bg-ink/40",
        className,
      )}
    >
      {children}
      <Button
        variant="ghost"
        size="sm"
        aria-label={t("actions.close")}
        onClick={() => ref.current?.close()}
        className="absolute top-2.5 right-2.5 size-8 p-0!"
      >
        <X aria-hidden="true" size={16} />
      </Button>
    </dialog>
  );
}
