import { Form } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { importCrumbs } from "./import-crumbs.ts";

type ImportResultProps = {
  id: string;
  fileName: string;
  state: "waiting" | "done" | "undone";
  count: number;
};

/** What became of a file, and the way to take it back. */
export function ImportResult({ id, fileName, state, count }: ImportResultProps) {
  const { t } = useTranslation();
  const isUndone = state === "undone";
  return (
    <Page
      title={t(isUndone ? "projectFiles.result.undoneTitle" : "projectFiles.result.title")}
      crumbs={importCrumbs(t, true)}
      width="column"
    >
      <Alert tone={isUndone ? "info" : "success"}>
        {isUndone
          ? t("projectFiles.result.undone", { name: fileName })
          : t("projectFiles.result.done", { name: fileName, count })}
      </Alert>
      <div className="flex flex-wrap gap-2">
        <ButtonLink to="/projects" variant="primary">
          {t("projectFiles.result.look")}
        </ButtonLink>
        {isUndone ? (
          <ButtonLink to="/projects/trash">{t("projects.trash.title")}</ButtonLink>
        ) : (
          <Form method="post" action={`/projects/import/${id}/undoings`}>
            <SubmitButton variant="secondary" pendingLabel={t("form.undoing")}>
              {t("form.undo")}
            </SubmitButton>
          </Form>
        )}
      </div>
      {!isUndone && <p className="text-muted">{t("projectFiles.result.undoHint")}</p>}
    </Page>
  );
}
