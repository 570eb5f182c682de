import type { SubmissionResult } from "@conform-to/react";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type AskPageProps = { slug: string; lastResult: SubmissionResult<string[]> | undefined };

/** Says nothing of the workspace: there may be none. */
export function AskPage({ slug, lastResult }: AskPageProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={t("join.askTitle", { slug })}
      lead={t("join.askLead")}
      crumbs={[{ to: "/workspaces", label: t("workspaces.title") }]}
      width="column"
    >
      <ul className="grid list-disc gap-1 pl-5 text-base">
        <li>{t("join.askTells")}</li>
        <li>{t("join.askWaits")}</li>
      </ul>
      <ActionForm
        fields={[]}
        lastResult={lastResult}
        isHarmful={false}
        submitLabel={t("join.ask")}
        pendingLabel={t("join.asking")}
        keepLabel={t("form.cancel")}
        keepTo="/workspaces"
      />
    </Page>
  );
}
