import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { icon: LucideIcon; title: ReactNode; children?: ReactNode; action?: ReactNode };

/** One sentence and one action. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-4 rounded border border-dashed px-6 py-14 text-center">
      <span className="grid size-11 place-items-center rounded-full bg-accent-soft text-accent-text">
        <Icon aria-hidden="true" size={20} />
      </span>
      <div className="grid max-w-md gap-1">
        <p className="text-base font-semibold">{title}</p>
        {children && <p className="text-muted">{children}</p>}
      </div>
      {action}
    </div>
  );
}
