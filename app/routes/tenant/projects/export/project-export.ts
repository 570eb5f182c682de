/** The list as a file: what it shows under this search and order, and to this person. */
import { redirect } from "react-router";
import {
  memberContext,
  requestContext,
  tenantContext,
  tenantControlContext,
  tenantDbContext,
} from "#app/context.ts";
import { recordAudit, type TenantDb } from "#app/db.server.ts";
import {
  countForExport,
  EXPORT_MAX_PROJECTS,
  type ExportRequest,
  isAnyFound,
  listForExport,
  type ProjectReach,
} from "#app/db.tenant.server.ts";
import { asCsv, csvFile, download } from "#app/http/csv.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { projectReach } from "#app/permissions.ts";
import { memberActor } from "#app/routes/tenant/members/member-actor.server.ts";
import { listPath } from "#app/validation/list-path.ts";
import { readBaseCategories } from "../../categories/base-categories.server.ts";
import { reachNow } from "../../exports/reach-now.server.ts";
import { filterOf, readProjectSearch } from "../project-search.ts";
import type { Route } from "./+types/project-export.ts";
import { exportLines } from "./export-lines.ts";

/** A page that is asked for by its address: a file is asked for by a form, because it leaves an entry. */
export const loader = () => redirect("/projects");

export async function action({ request, context, url }: Route.ActionArgs) {
  await readForm(request, noFields);
  const member = context.get(memberContext);
  await limit("exports", member.id);
  const search = { ...readProjectSearch(url.searchParams), cursor: undefined };
  const reach = projectReach(member, "view");
  const db = context.get(tenantDbContext);
  const wanted = { ...filterOf(search, member), sort: search.sort };
  const { count, asked } = await countWanted(db, reach, wanted);
  if (count > EXPORT_MAX_PROJECTS) {
    const told = { key: "projectFiles.tooMany", name: "", count: EXPORT_MAX_PROJECTS } as const;
    const headers = { "Set-Cookie": await flashCookie(told) };
    throw redirect(listPath("/projects", search), { status: 303, headers });
  }
  const { language, t } = await getI18n(context);
  const { id: tenantId, name } = context.get(tenantContext);
  const today = new Date().toISOString().slice(0, 10);
  const file = csvFile(`${name} - ${t("projects.title")} ${today}`);
  // Before the first line leaves: nothing is handed out without its row.
  const detail = { count, filters: filtersIn(search) };
  const record = { actor: memberActor(context), action: "project.export", tenantId, detail };
  await context.get(tenantControlContext).write((tx) => recordAudit(tx, record));
  const base = await readBaseCategories(context);
  const lines = exportLines({ t, language, base, origin: context.get(requestContext).origin });
  return download(file, asCsv(parts(db, member.id, asked, lines)));
}

/** Names alone: what somebody looked for is their own. */
const filtersIn = (search: Record<string, string | undefined>): string[] =>
  Object.keys(search).filter((name) => search[name] !== undefined);

/** As the list does: where nothing has the words, names that are spelled alike. */
async function countWanted(db: TenantDb, reach: ProjectReach, wanted: ExportRequest) {
  const count = await db.read((tx) => countForExport(tx, reach, wanted));
  const { search } = wanted;
  if (count > 0 || !search || (await db.read((tx) => isAnyFound(tx, reach, search))))
    return { count, asked: wanted };
  const asked = { ...wanted, isSimilar: true };
  return { count: await db.read((tx) => countForExport(tx, reach, asked)), asked };
}

async function* parts(
  db: TenantDb,
  memberId: string,
  asked: ExportRequest,
  lines: ReturnType<typeof exportLines>,
) {
  yield lines.header();
  let cursor: string | undefined;
  do {
    const at = cursor;
    const page = await db.read(async (tx) =>
      listForExport(tx, await reachNow(tx, memberId), { ...asked, cursor: at }),
    );
    yield page.items.map(lines.line).join("");
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}
