import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { PageTitle } from "../page-title.tsx";
import type { Crumb } from "./breadcrumbs.tsx";
import { PageHeader } from "./page-header.tsx";

type PageProps = {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  crumbs?: Crumb[];
  /** `form` is one column, as wide as a form should be. */
  width?: "content" | "form";
  children: ReactNode;
};

/** A page inside a shell: its title element, its header with the one h1, its content. */
export function Page({ title, lead, action, crumbs, width = "content", children }: PageProps) {
  return (
    <div className={classNames("grid gap-6", width === "form" && "mx-auto w-full max-w-form")}>
      <PageTitle>{title}</PageTitle>
      <PageHeader title={title} lead={lead} action={action} crumbs={crumbs} />
      {children}
    </div>
  );
}
