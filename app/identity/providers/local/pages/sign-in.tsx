import { type SubmissionResult, useForm } from "@conform-to/react";
import { ChevronRight } from "lucide-react";
import { Form, Link } from "react-router";
import { Button, SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Destination } from "../../../components/destination.tsx";
import { ReturnField } from "../../../components/return-field.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { signUpPath } from "../../../paths.ts";
import { PeopleList, type PersonChoice } from "./people-list.tsx";
import { StandInNote } from "./stand-in-note.tsx";

export type LocalSignInProps = {
  groups: { workspace: string | null; people: PersonChoice[] }[];
  staff: PersonChoice[];
  /** There are people beside those listed. */
  hasMore: boolean;
  destination: string | undefined;
  returnTo: string;
  lastResult: SubmissionResult<string[]> | undefined;
};

export function LocalSignIn({ destination, returnTo, lastResult, ...people }: LocalSignInProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("identity.signIn.title")} lead={t("identity.signIn.lead")} width="form">
      <Destination host={destination} />
      <StandInNote />
      <EmailForm returnTo={returnTo} lastResult={lastResult} />
      <DemoPeople returnTo={returnTo} {...people} />
      <p>
        {t("identity.signIn.noAccount")}{" "}
        <Link to={signUpPath(returnTo)} className="font-medium text-accent-text underline underline-offset-2">
          {t("identity.signIn.toSignUp")}
        </Link>
      </p>
    </Page>
  );
}

type DemoPeopleProps = Pick<LocalSignInProps, "groups" | "staff" | "hasMore" | "returnTo">;

/** Folded, and no more than a page of them: everybody else gives their address. */
function DemoPeople({ groups, staff, hasMore, returnTo }: DemoPeopleProps) {
  const { t } = useTranslation();
  return (
    <details className="group">
      <summary className="flex cursor-pointer items-center gap-1.5 rounded text-base font-semibold">
        <ChevronRight aria-hidden="true" size={16} className="transition-transform group-open:rotate-90" />
        {t("identity.signIn.peopleTitle")}
      </summary>
      <div className="grid gap-4 pt-4">
        {groups.map(({ workspace, people }, index) => (
          <PeopleList
            key={workspace}
            id={`people-${index}`}
            title={workspace ?? t("identity.signIn.noWorkspace")}
            people={people}
            returnTo={returnTo}
          />
        ))}
        {staff.length > 0 && (
          <PeopleList
            id="people-staff"
            title={t("identity.signIn.staff")}
            people={staff}
            returnTo={returnTo}
          />
        )}
        {hasMore && <p className="text-muted">{t("identity.signIn.morePeople")}</p>}
      </div>
    </details>
  );
}

function EmailForm({ returnTo, lastResult }: Pick<LocalSignInProps, "returnTo" | "lastResult">) {
  const { t } = useTranslation();
  const [form, { email }] = useForm<{ email: string }>({ id: "by-email", lastResult });
  const label = t("identity.fields.email");
  return (
    <section className="grid gap-4">
      <h2 className="text-base font-semibold">{t("identity.signIn.byEmail")}</h2>
      <Form method="post" action="/sign-in" id={form.id} noValidate className="grid gap-4">
        <ErrorSummary errors={formErrors(form, [[email, label]])} />
        <ReturnField returnTo={returnTo} />
        <TextField field={email} label={label} type="email" autoComplete="email" />
        <div className="flex flex-wrap gap-2">
          <SubmitButton pendingLabel={t("identity.signIn.pending")}>
            {t("identity.signIn.submit")}
          </SubmitButton>
          <Button type="submit" name="way" value="company">
            {t("identity.signIn.company")}
          </Button>
        </div>
      </Form>
    </section>
  );
}
