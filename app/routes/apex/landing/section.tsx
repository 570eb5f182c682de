import type { ReactNode } from "react";
import { classNames } from "#app/components/ui/class-names.ts";

type SectionProps = { id: string; title: string; lead?: string; isTinted?: boolean; children: ReactNode };

/** A band of the landing page. */
export function Section({ id, title, lead, isTinted = false, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={classNames("scroll-mt-4 border-t", isTinted && "bg-surface")}
    >
      <div className="mx-auto grid max-w-content gap-10 px-4 py-14 sm:px-6 lg:py-20">
        <div className="grid gap-2">
          <h2 id={`${id}-title`} className="text-xl font-semibold tracking-tight">
            {title}
          </h2>
          {lead && <p className="max-w-[62ch] text-base text-muted">{lead}</p>}
        </div>
        {children}
      </div>
    </section>
  );
}
