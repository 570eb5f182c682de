import { getFormProps, getSelectProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/checkbox.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field, FieldErrors } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { BULK_ACTS, type BulkAct, PERSON_FIELD } from "./bulk-acts.ts";

type ChosenPerson = { id: string; name: string; email: string; role: Role; isOwn: boolean };

type BulkFormProps = {
  people: ChosenPerson[];
  roles: Role[];
  lastResult: SubmissionResult<string[]> | undefined;
};

/** Whom, what, and as what: what is chosen here is done to each person that is ticked. */
export function BulkForm({ people, roles, lastResult }: BulkFormProps) {
  const { t } = useTranslation();
  const [form, { person, act, role }] = useForm<{ person: string[]; act: string; role: string }>({
    id: "bulk",
    lastResult: useLastResult(lastResult),
    defaultValue: { person: people.map(({ id }) => id), act: "", role: "member" },
  });
  const errors = formErrors(form, [
    [person, t("members.bulk.people")],
    [act, t("members.bulk.act")],
    [role, t("members.bulk.newRole")],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <fieldset id={person.id} tabIndex={-1} className="grid gap-2">
        <legend className="mb-2 font-medium">{t("members.bulk.people")}</legend>
        <ul className="divide-y rounded border bg-surface">
          {people.map((one, at) => (
            <PersonChoice key={one.id} {...one} at={at} isChosen={isIn(person.initialValue, one.id)} />
          ))}
        </ul>
        <FieldErrors id={person.id} errors={person.errors ?? []} />
      </fieldset>
      <fieldset id={act.id} tabIndex={-1} className="grid gap-2">
        <legend className="mb-2 font-medium">{t("members.bulk.act")}</legend>
        {BULK_ACTS.map((each) => (
          <ActChoice key={each} act={each} isChosen={act.initialValue === each} />
        ))}
        <FieldErrors id={act.id} errors={act.errors ?? []} />
      </fieldset>
      <Field
        id={role.id}
        label={t("members.bulk.newRole")}
        hint={t("members.bulk.newRoleHint")}
        errors={role.errors ?? []}
      >
        {(control) => (
          <Select {...getSelectProps(role)} {...control} key="role" className="sm:w-60">
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(`roles.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton pendingLabel={t("members.changing")}>{t("members.bulk.submit")}</SubmitButton>
        <ButtonLink to="/members" variant="ghost">
          {t("form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Of one that was ticked alone, the library keeps the text. */
const isIn = (initial: unknown, id: string): boolean =>
  Array.isArray(initial) ? initial.includes(id) : initial === id;

type PersonChoiceProps = ChosenPerson & { at: number; isChosen: boolean };

function PersonChoice({ at, id, name, email, role, isOwn, isChosen }: PersonChoiceProps) {
  const { t } = useTranslation();
  const hint = (
    <>
      {t(`roles.${role}`)} · <bdi>{email}</bdi>
    </>
  );
  return (
    <li className="px-4 py-2.5 wrap-anywhere">
      <Checkbox
        id={`person-${at}`}
        name={PERSON_FIELD}
        value={id}
        defaultChecked={isChosen}
        label={isOwn ? t("members.youNamed", { name }) : <bdi>{name}</bdi>}
        hint={hint}
      />
    </li>
  );
}

function ActChoice({ act, isChosen }: { act: BulkAct; isChosen: boolean }) {
  const { t } = useTranslation();
  const id = `act-${act}`;
  return (
    <div className="flex items-start gap-3 rounded border border-control/50 bg-surface p-3 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        id={id}
        name="act"
        value={act}
        defaultChecked={isChosen}
        required
        aria-describedby={`${id}-hint`}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium">
          {t(`members.bulk.acts.${act}`)}
        </label>
        <p id={`${id}-hint`} className="text-muted">
          {t(`members.bulk.actHints.${act}`)}
        </p>
      </div>
    </div>
  );
}
