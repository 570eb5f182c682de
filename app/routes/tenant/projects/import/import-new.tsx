import { data, Form, redirect } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { tenantDbContext } from "#app/context.ts";
import { startImport } from "#app/db.tenant.server.ts";
import { UPLOAD_MAX_BYTES } from "#app/http/fields.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { withoutControls } from "#app/validation/text.ts";
import type { Route } from "./+types/import-new.ts";
import { decodeFile } from "./decode-file.ts";
import { importCrumbs } from "./import-crumbs.ts";
import { IMPORT_MAX_BYTES, IMPORT_MAX_LINES } from "./import-limits.ts";
import { uploadForm } from "./import-rules.ts";
import { requireImporter } from "./open-import.server.ts";
import { readTable } from "./read-table.server.ts";

const MAX_FILE_NAME_LENGTH = 120;
const BYTES_A_MEGABYTE = 1024 * 1024;

export async function loader({ context }: Route.LoaderArgs) {
  requireImporter(context);
  return { maxLines: IMPORT_MAX_LINES, maxMegabytes: IMPORT_MAX_BYTES / BYTES_A_MEGABYTE };
}

export async function action({ request, context }: Route.ActionArgs) {
  const member = requireImporter(context);
  const submission = await readForm(request, uploadForm, { maxBytes: UPLOAD_MAX_BYTES });
  if (submission.status !== "success") {
    const { error } = submission.reply();
    return refused(error?.file?.[0] ?? "projectFiles.errors.file");
  }
  const { file } = submission.value;
  const decoded = decodeFile(await file.bytes());
  if ("problem" in decoded) return refused(decoded.problem);
  const table = readTable(decoded.text);
  if ("problem" in table) return refused(table.problem);
  const fileName = withoutControls(file.name).slice(0, MAX_FILE_NAME_LENGTH).toWellFormed();
  const id = await context
    .get(tenantDbContext)
    .write((tx) => startImport(tx, member.id, { fileName, content: decoded.text }));
  return redirect(`/projects/import/${id}`, 303);
}

const refused = (problem: string) => data({ problem }, { status: 400 });

export default function NewImport({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation();
  const { maxLines, maxMegabytes } = loaderData;
  const problem = actionData?.problem;
  return (
    <Page
      title={t("projectFiles.import.title")}
      lead={t("projectFiles.import.lead")}
      crumbs={importCrumbs(t)}
      width="column"
    >
      <Form method="post" encType="multipart/form-data" className="grid gap-6">
        <ErrorSummary
          errors={problem ? [{ id: "file", label: t("projectFiles.import.file"), message: problem }] : []}
        />
        <Field
          id="file"
          label={t("projectFiles.import.file")}
          hint={t("projectFiles.import.fileHint", {
            lines: maxLines.toLocaleString(i18n.language),
            megabytes: maxMegabytes,
          })}
          errors={problem ? [problem] : []}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              name="file"
              required
              accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
              className="w-full rounded border border-control/70 bg-surface text-sm file:mr-3 file:min-h-9 file:border-0 file:border-r file:border-control/50 file:bg-sunken file:px-3.5 file:font-medium file:text-ink aria-invalid:border-danger"
            />
          )}
        </Field>
        <div className="grid gap-1 text-muted">
          <p>{t("projectFiles.import.columns")}</p>
          <p>{t("projectFiles.import.nothingYet")}</p>
        </div>
        <div className="flex flex-wrap gap-2 border-t pt-5">
          <SubmitButton pendingLabel={t("projectFiles.import.uploading")}>
            {t("projectFiles.import.upload")}
          </SubmitButton>
          <ButtonLink to="/projects" variant="ghost">
            {t("form.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </Page>
  );
}
