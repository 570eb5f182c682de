import { type ReactNode, useState } from "react";
import type { Crumb } from "./breadcrumbs.tsx";
import { classNames } from "./class-names.ts";
import { PageHeader } from "./page-header.tsx";
import { PageTitle } from "./page-title.tsx";
import { RefusalContext } from "./refusal.ts";

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
  const [isRefused, setRefused] = useState(false);
  return (
    <div
      className={classNames(
        "grid grid-cols-1 gap-6",
        width !== "content" && "w-full max-w-form",
        width === "form" && "mx-auto",
      )}
    >
      <PageTitle isRefused={isRefused}>{title}</PageTitle>
      <PageHeader title={title} lead={lead} action={action} crumbs={crumbs} />
      <RefusalContext value={setRefused}>{children}</RefusalContext>
    </div>
  );
}
