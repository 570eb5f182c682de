import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type OpenPageProps = { slug: string; workspaceName: string };

/** For whoever comes in without asking. */
export function OpenPage({ slug, workspaceName }: OpenPageProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={t("openWorkspace.title", { workspace: workspaceName })}
      lead={t("openWorkspace.lead")}
      crumbs={[{ to: "/workspaces", label: t("workspaces.title") }]}
      width="column"
    >
      <p className="text-base">{t("openWorkspace.rights")}</p>
      <Form method="post" action={`/workspaces/${slug}/join`} className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton pendingLabel={t("openWorkspace.joining")}>{t("openWorkspace.join")}</SubmitButton>
        <ButtonLink to="/workspaces" variant="ghost">
          {t("form.cancel")}
        </ButtonLink>
      </Form>
    </Page>
  );
}
