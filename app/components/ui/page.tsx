import type { ReactNode } from "react";
import type { Crumb } from "./breadcrumbs.tsx";
import { classNames } from "./class-names.ts";
import { PageHeader } from "./page-header.tsx";
import { PageTitle } from "./page-title.tsx";

type PageProps = {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  crumbs?: Crumb[];
  /** As wide as a form should be: `form` in the middle of the page, `column` at its start. */
  width?: "content" | "form" | "column";
  children: ReactNode;
};

/** A page inside a shell: its title element, its header with the one h1, its content. */
export function Page({ title, lead, action, crumbs, width = "content", children }: PageProps) {
  return (
    <div
      className={classNames(
        "grid grid-cols-1 gap-6",
        width !== "content" && "w-full max-w-form",
        width === "form" && "mx-auto",
      )}
    >
      <PageTitle>{title}</PageTitle>
      <PageHeader title={title} lead={lead} action={action} crumbs={crumbs} />
      {children}
    </div>
  );
}
