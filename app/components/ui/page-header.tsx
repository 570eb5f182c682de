import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs.tsx";

type PageHeaderProps = {
  title: ReactNode;
  lead?: ReactNode;
  /** The page's one primary action. */
  action?: ReactNode;
  crumbs?: Crumb[];
};

export function PageHeader({ title, lead, action, crumbs = [] }: PageHeaderProps) {
  return (
    <header className="grid gap-2">
      <Breadcrumbs crumbs={crumbs} />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 sm:flex-nowrap">
        <h1 dir="auto" className="min-w-0 text-xl font-semibold tracking-tight wrap-anywhere">
          {title}
        </h1>
        {action && <div className="flex flex-wrap gap-x-1 gap-y-2 sm:shrink-0 sm:gap-x-2">{action}</div>}
      </div>
      {lead && (
        <p dir="auto" className="-mt-1 max-w-[70ch] text-base text-muted">
          {lead}
        </p>
      )}
    </header>
  );
}
