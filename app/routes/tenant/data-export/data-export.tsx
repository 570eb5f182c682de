/** All of a workspace's data, for its owners to take along: asked for here, made by a worker. */
import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { useRevalidateEvery } from "#app/components/use-revalidate-every.ts";
import { dataTierContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { askForTenantExport } from "#app/db.server.ts";
import { EXPORT_DAYS, ExportUnderWay, listExports, MAX_EXPORTS } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { memberActor } from "../members/member-actor.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/data-export.ts";
import { AskForm } from "./ask-form.tsx";
import { dataExportNav } from "./data-export-nav.ts";
import { dataExportForm } from "./data-export-rules.ts";
import { ExportList } from "./export-list.tsx";

const REFRESH_SECONDS = 3;
const LOOK_AGAIN_MS = 1_500;

/** While a file is made, and without JavaScript, the page loads itself anew. */
export const handle = {
  refreshSeconds: (loaded?: { isUnderWay?: boolean }) => (loaded?.isUnderWay ? REFRESH_SECONDS : undefined),
};

export async function loader({ context }: Route.LoaderArgs) {
  requireOwner(context);
  const exports = await context.get(tenantDbContext).read(listExports);
  return {
    exports,
    isUnderWay: exports.some(({ isUnderWay }) => isUnderWay),
    workspaceName: context.get(tenantContext).name,
    days: EXPORT_DAYS,
    most: MAX_EXPORTS,
  };
}

export async function action(args: Route.ActionArgs) {
  const { context, request } = args;
  const owner = requireOwner(context);
  const submission = await readForm(request, dataExportForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  await requireRecentSignIn(args);
  await limit("exports", owner.id);
  const asked = { wish: { ...submission.value, askedBy: owner.id }, actor: memberActor(context) };
  try {
    await askForTenantExport(context.get(dataTierContext), context.get(tenantDbContext), asked);
  } catch (error) {
    if (!(error instanceof ExportUnderWay)) throw error;
    return data(submission.reply({ formErrors: ["dataExport.errors.underWay"] }), { status: 409 });
  }
  const cookie = await flashCookie({ key: "dataExport.asked", name: "" });
  return redirect(dataExportNav.to, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function DataExport({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { exports, isUnderWay, workspaceName, days, most } = loaderData;
  return (
    <Page
      title={t("dataExport.title")}
      lead={t("dataExport.lead", { workspace: workspaceName })}
      width="column"
    >
      <AskForm lastResult={actionData} isUnderWay={isUnderWay} />
      <section aria-labelledby="exports" className="grid gap-4 border-t pt-6">
        <div className="grid gap-0.5">
          <h2 id="exports" className="text-base font-semibold">
            {t("dataExport.files")}
          </h2>
          <p className="text-muted">{t("dataExport.filesHint", { days, most })}</p>
        </div>
        <ExportList exports={exports} />
        {isUnderWay && <LookAgain />}
      </section>
    </Page>
  );
}

/** For as long as it is on the page, the page asks how far the file is. */
function LookAgain() {
  useRevalidateEvery(LOOK_AGAIN_MS);
  return null;
}
