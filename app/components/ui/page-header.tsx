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
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 flex-1 gap-1">
          <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
          {lead && <div className="max-w-[70ch] text-base text-muted">{lead}</div>}
        </div>
        {action && <div className="flex shrink-0 flex-wrap gap-2 pt-0.5">{action}</div>}
      </div>
    </header>
  );
}
