import type { ReactNode } from "react";
import { ButtonLink } from "#app/components/ui/button.tsx";

type SettingsLineProps = {
  id: string;
  title: string;
  /** How it is now. */
  children: ReactNode;
  /** The page that changes it, and what is done there. */
  to: string;
  act: string;
  isHarmful?: boolean;
};

/** What has a page of its own: how it is, and the way there. */
export function SettingsLine({ id, title, children, to, act, isHarmful = false }: SettingsLineProps) {
  return (
    <section
      aria-labelledby={id}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded border bg-surface px-4 py-3"
    >
      <div className="grid min-w-0 gap-1">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <div className="text-muted">{children}</div>
      </div>
      <ButtonLink to={to} className={isHarmful ? "text-danger!" : ""}>
        {act}
      </ButtonLink>
    </section>
  );
}
