import type { SubmissionResult } from "@conform-to/react";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { WhatHappens } from "../parts/what-happens.tsx";
import { baseCategoryPath } from "./base-category-path.ts";

type OfferPageProps = {
  category: { id: string; name: string };
  lastResult: SubmissionResult<string[]> | undefined;
  title: string;
  lines: string[];
  submitLabel: string;
};

/** What exactly happens to workspaces, then the form that does it. */
export function OfferPage({ category: { id, name }, lastResult, title, lines, submitLabel }: OfferPageProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={title}
      crumbs={[
        { to: baseCategoryPath(), label: t("platform.categories.title") },
        { to: baseCategoryPath(id), label: name },
      ]}
      width="column"
    >
      <WhatHappens lines={lines} />
      <ActionForm
        fields={[
          { name: "reason", label: t("platform.actions.reason"), hint: t("platform.actions.reasonHint") },
        ]}
        lastResult={lastResult}
        isHarmful={false}
        submitLabel={submitLabel}
        pendingLabel={t("platform.categories.renaming")}
        keepLabel={t("platform.actions.keep")}
        keepTo={baseCategoryPath(id)}
      />
    </Page>
  );
}
