import { data } from "react-router";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { listMembersById } from "#app/db.people.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import type { Route } from "./+types/bulk-changes.ts";
import { chosenIn } from "./bulk-acts.ts";
import { BulkAnswers } from "./bulk-answers.tsx";
import { BulkForm } from "./bulk-form.tsx";
import { bulkForm } from "./bulk-rules.ts";
import { changeMany } from "./change-many.server.ts";
import { invitableRoles } from "./invitable-roles.ts";
import { requireManager } from "./require-manager.server.ts";

/** Whom the address names, before anything is changed: who was chosen can still be left out. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const manager = requireManager(context);
  const ids = chosenIn(url.searchParams);
  const members = await context.get(tenantDbContext).read((tx) => listMembersById(tx, ids));
  return {
    people: members.map(({ id, email, role, firstName, lastName }) => ({
      id,
      email,
      role,
      name: personName({ firstName, lastName, email }),
      isOwn: id === manager.id,
    })),
    roles: invitableRoles(manager.role),
  };
}

export async function action(args: Route.ActionArgs) {
  const { context, request } = args;
  requireManager(context);
  const submission = await readForm(request, bulkForm);
  if (submission.status !== "success") return data({ refused: submission.reply() }, { status: 400 });
  const { role, act, person } = submission.value;
  // Nobody gives a role above their own, to whomever.
  const own = context.get(memberContext).role;
  if (role && act === "role" && !invitableRoles(own).includes(role)) throw data(null, { status: 403 });
  const members = await context.get(tenantDbContext).read((tx) => listMembersById(tx, person));
  const isOfOwners = members.some((member) => member.role === "owner");
  if (isOfOwners || (act === "role" && role === "owner")) await requireRecentSignIn(args);
  return { answers: await changeMany(context, { person, act, role }) };
}

export default function BulkChanges({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { people, roles } = loaderData;
  const answers = actionData && "answers" in actionData ? actionData.answers : undefined;
  const refused = actionData && "refused" in actionData ? actionData.refused : undefined;
  return (
    <Page
      title={t("members.bulk.title")}
      lead={t(answers ? "members.bulk.answersLead" : "members.bulk.lead")}
      crumbs={[{ to: "/members", label: t("members.title") }]}
      width="column"
    >
      {answers && <BulkAnswers answers={answers} />}
      {!answers && people.length > 0 && <BulkForm people={people} roles={roles} lastResult={refused} />}
      {!answers && people.length === 0 && (
        <div className="grid justify-items-start gap-4">
          <p>{t("members.bulk.nobody")}</p>
          <ButtonLink to="/members">{t("members.bulk.toList")}</ButtonLink>
        </div>
      )}
    </Page>
  );
}
