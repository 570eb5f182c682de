import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { tenantDbContext } from "#app/context.ts";
import { setImportColumns } from "#app/db.tenant.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/import.ts";
import { ColumnsForm } from "./columns-form.tsx";
import { importCrumbs } from "./import-crumbs.ts";
import { ImportResult } from "./import-result.tsx";
import { columnsForm, type ImportColumns } from "./import-rules.ts";
import { guessColumns } from "./import-words.ts";
import { chosenColumns, openImport, tableOf } from "./open-import.server.ts";
import type { Table } from "./read-table.server.ts";

/** Lines from which an example of a column is taken. */
const LINES_LOOKED_AT = 20;
const MAX_EXAMPLE_LENGTH = 40;

export async function loader({ params, context }: Route.LoaderArgs) {
  const { file } = await openImport(context, params.importId);
  const { id, fileName, state, projectIds } = file;
  if (state !== "waiting") return { id, fileName, state, count: projectIds.length, form: undefined };
  const table = tableOf(file);
  const form = {
    columns: table.header.map((name, at) => ({ name, example: exampleOf(table, at) })),
    lines: table.lines.length,
    chosen: chosenColumns(file) ?? beginning(table),
  };
  return { id, fileName, state, count: 0, form };
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { member, file } = await openImport(context, params.importId);
  if (file.state !== "waiting") return redirect(`/projects/import/${file.id}`, 303);
  const submission = await readForm(request, columnsForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const columns = submission.value;
  const { header } = tableOf(file);
  if (columns.name >= header.length) {
    const fieldErrors = { name: ["projectFiles.errors.column"] };
    return data(submission.reply({ fieldErrors }), { status: 400 });
  }
  await context.get(tenantDbContext).write((tx) => setImportColumns(tx, member.id, file.id, columns));
  return redirect(`/projects/import/${file.id}/check`, 303);
}

const beginning = ({ header }: Table): Partial<ImportColumns> => ({
  ...guessColumns(header),
  emptyStatus: "planned",
  isPublic: true,
  withTaken: "skip",
});

function exampleOf({ lines }: Table, at: number): string {
  const found = lines.slice(0, LINES_LOOKED_AT).find(({ cells }) => (cells[at] ?? "") !== "");
  return (found?.cells[at] ?? "").replace(/\s+/g, " ").slice(0, MAX_EXAMPLE_LENGTH).toWellFormed();
}

export default function Import({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { fileName, form } = loaderData;
  if (!form) return <ImportResult {...loaderData} />;
  return (
    <Page
      title={t("projectFiles.columns.title")}
      lead={t("projectFiles.columns.lead", { name: fileName, count: form.lines })}
      crumbs={importCrumbs(t, true)}
      width="column"
    >
      <ColumnsForm columns={form.columns} chosen={form.chosen} lastResult={actionData} />
    </Page>
  );
}
