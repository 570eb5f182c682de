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
      title={t("join.openTitle", { workspace: workspaceName })}
      lead={t("join.openLead")}
      crumbs={[{ to: "/workspaces", label: t("workspaces.title") }]}
      width="column"
    >
      <p className="text-base">{t("join.openAs")}</p>
      <Form method="post" action={`/workspaces/${slug}/join`} className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton pendingLabel={t("join.joining")}>{t("join.join")}</SubmitButton>
        <ButtonLink to="/workspaces" variant="ghost">
          {t("form.cancel")}
        </ButtonLink>
      </Form>
    </Page>
  );
}
