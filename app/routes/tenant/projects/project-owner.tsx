import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { FilterBar, FilterText } from "#app/components/ui/filter-bar.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/project-owner.ts";
import { ownerChoices, ownerLabel } from "./in-place/owner-choices.server.ts";
import { readOwnerSearch } from "./owner-search.ts";
import { changeText } from "./project-change.ts";
import { requireProject } from "./require-project.server.ts";

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const { q } = readOwnerSearch(url.searchParams);
  const [{ name, createdBy }, { people, isMore }] = await context
    .get(tenantDbContext)
    .read((tx) => Promise.all([requireProject(tx, member, "edit", id), ownerChoices(tx, q)]));
  const choices = people
    .filter((person) => person.id !== createdBy)
    .map((person) => ({ id: person.id, label: ownerLabel(person) }));
  return { id, name, q, choices, isMore };
}

export default function ProjectOwner({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, name, q, choices, isMore } = loaderData;
  return (
    <Page
      title={t("projects.transfer.title", { name })}
      lead={t("projects.transfer.lead")}
      crumbs={[
        { to: "/projects", label: t("projects.title") },
        { to: `/projects/${id}`, label: name },
      ]}
      width="column"
    >
      {(isMore || q) && (
        <FilterBar action={`/projects/${id}/owner`} search={{ q }} isFiltered={q !== undefined}>
          <FilterText name="q" label={t("projects.transfer.search")} value={q} />
        </FilterBar>
      )}
      {choices.length > 0 ? (
        <TransferForm choices={choices} id={id} />
      ) : (
        <p>{t("projects.transfer.nobody")}</p>
      )}
    </Page>
  );
}

type Choice = { id: string; label: string };

/** Leads back to the list: who gives a private project away does not see it any more. */
function TransferForm({ choices, id }: { choices: Choice[]; id: string }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action="/projects/changes" className="grid gap-5">
      <input type="hidden" name="project" value={id} />
      <input type="hidden" name="back" value="/projects" />
      <Field id="new-owner" label={t("projects.transfer.to")}>
        {(control) => (
          <Select {...control} name="change" required defaultValue="">
            <option value="" disabled>
              {t("projects.transfer.choose")}
            </option>
            {choices.map((choice) => (
              <option key={choice.id} value={changeText({ kind: "owner", ownerId: choice.id })}>
                {choice.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton pendingLabel={t("projects.changes.applying")}>
          {t("projects.transfer.submit")}
        </SubmitButton>
        <ButtonLink to={`/projects/${id}`} variant="ghost">
          {t("form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
