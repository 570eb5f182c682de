import { data, Form, Link, redirect } from "react-router";
import { z } from "zod";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { tenantDbContext } from "#app/context.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/list-path.ts";
import { oneOf, readerOf } from "#app/validation/search.ts";
import { readBaseCategories } from "../../categories/base-categories.server.ts";
import type { Route } from "./+types/import-check.ts";
import { AnswerTable } from "./answer-table.tsx";
import { commitImport } from "./commit-import.server.ts";
import { importCrumbs } from "./import-crumbs.ts";
import { ANSWERS_A_PAGE } from "./import-limits.ts";
import { commitForm } from "./import-rules.ts";
import { chosenColumns, digestOf, openImport, planNow, tableOf } from "./open-import.server.ts";
import type { Answer } from "./plan-import.ts";

const MAX_PAGES = 1_000;
const readSearch = readerOf(
  z.object({ show: oneOf(["all"]), page: z.coerce.number().int().min(1).max(MAX_PAGES).catch(1).default(1) }),
);

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const { member, file } = await openImport(context, params.importId);
  const path = `/projects/import/${file.id}`;
  const columns = chosenColumns(file);
  if (file.state !== "waiting" || !columns) throw redirect(path);
  const base = await readBaseCategories(context);
  const plan = await context
    .get(tenantDbContext)
    .read((tx) => planNow(tx, member, base, { table: tableOf(file), columns }));
  const { show, page } = readSearch(url.searchParams);
  const apart = plan.answers.filter(({ outcome }) => outcome !== "create");
  const shown = show === "all" || apart.length === 0 ? plan.answers : apart;
  const at = (other: number) => listPath(`${path}/check`, { show, page: String(other) });
  return {
    path,
    fileName: file.fileName,
    counts: countsOf(plan.answers),
    isAll: shown === plan.answers,
    answers: shown.slice((page - 1) * ANSWERS_A_PAGE, page * ANSWERS_A_PAGE),
    previous: page > 1 ? at(page - 1) : undefined,
    next: page * ANSWERS_A_PAGE < shown.length ? at(page + 1) : undefined,
    shown: digestOf(plan),
  };
}

function countsOf(answers: Answer[]) {
  const of = (outcome: Answer["outcome"]) => answers.filter((answer) => answer.outcome === outcome).length;
  return {
    create: of("create"),
    skipped: of("taken") + of("repeated"),
    wrong: of("wrong"),
    all: answers.length,
  };
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { member, file } = await openImport(context, params.importId);
  const path = `/projects/import/${file.id}`;
  const submission = await readForm(request, commitForm);
  const shown = submission.status === "success" ? submission.value.shown : "";
  const outcome = await commitImport(context, member, file.id, shown);
  if (outcome === "changed") return data({ isChanged: true }, { status: 409 });
  return redirect(path, 303);
}

export default function CheckImport({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { path, fileName, counts, answers } = loaderData;
  return (
    <Page
      title={t("projectFiles.check.title")}
      lead={t("projectFiles.check.lead", { name: fileName })}
      crumbs={importCrumbs(t, true)}
    >
      {actionData?.isChanged && <Alert tone="warning">{t("projectFiles.check.changed")}</Alert>}
      <Verdict counts={counts} />
      <Act {...loaderData} />
      {answers.length > 0 && (
        <div className="grid gap-3">
          <Shown path={path} isAll={loaderData.isAll} counts={counts} />
          <AnswerTable answers={answers} />
        </div>
      )}
      <Pagination previous={loaderData.previous} next={loaderData.next} />
    </Page>
  );
}

type Data = Route.ComponentProps["loaderData"];

function Verdict({ counts: { create, skipped, wrong } }: Pick<Data, "counts">) {
  const { t } = useTranslation();
  const left = skipped > 0 && ` ${t("projectFiles.check.skipped", { count: skipped })}`;
  if (wrong > 0) return <Alert tone="danger">{t("projectFiles.check.wrong", { count: wrong })}</Alert>;
  if (create === 0) return <Alert tone="warning">{t("projectFiles.check.nothing")}</Alert>;
  return (
    <Alert tone="success">
      {t("projectFiles.check.ready", { count: create })}
      {left}
    </Alert>
  );
}

function Act({ path, counts: { create, wrong }, shown }: Data) {
  const { t } = useTranslation();
  const isReady = wrong === 0 && create > 0;
  return (
    <Form method="post" className="flex flex-wrap gap-2">
      <input key={shown} type="hidden" name="shown" defaultValue={shown} />
      {isReady && (
        <SubmitButton pendingLabel={t("projectFiles.check.importing")}>
          {t("projectFiles.check.import", { count: create })}
        </SubmitButton>
      )}
      <ButtonLink to={path} variant={isReady ? "ghost" : "secondary"}>
        {t("projectFiles.check.back")}
      </ButtonLink>
      <ButtonLink to="/projects/import" variant={isReady ? "ghost" : "primary"}>
        {t("projectFiles.anotherFile")}
      </ButtonLink>
    </Form>
  );
}

function Shown({ path, isAll, counts }: Pick<Data, "path" | "isAll" | "counts">) {
  const { t } = useTranslation();
  const apart = counts.all - counts.create;
  return (
    <p className="flex flex-wrap gap-x-3 text-muted">
      <span>
        {isAll
          ? t("projectFiles.check.all", { count: counts.all })
          : t("projectFiles.check.apart", { count: apart })}
      </span>
      {apart > 0 && apart < counts.all && (
        <Link
          to={isAll ? `${path}/check` : `${path}/check?show=all`}
          className="rounded-sm underline underline-offset-2 hover:text-ink"
        >
          {t(isAll ? "projectFiles.check.showApart" : "projectFiles.check.showAll")}
        </Link>
      )}
    </p>
  );
}
