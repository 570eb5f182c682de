import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Select } from "#app/components/ui/select.tsx";
import type { ProjectChange } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { changeText } from "./project-change.ts";

type ChangeInPlaceProps = {
  /** The project. */
  id: string;
  /** Of what, for who does not see where it stands. */
  label: string;
  now: ProjectChange;
  choices: { change: ProjectChange; label: string }[];
  /** The page to come back to; default: the project's own. */
  back?: string;
};

/**
 * One fact of a project as a choice, with the button that sets it. Each choice carries what was shown: a fact
 * that somebody else changed meanwhile is not overwritten unseen.
 */
export function ChangeInPlace({ id, label, now, choices, back = `/projects/${id}` }: ChangeInPlaceProps) {
  const { t } = useTranslation();
  const value = changeText(now);
  return (
    <Form
      method="post"
      action="/projects/changes"
      // Another value that is set meanwhile makes the field anew.
      key={value}
      className="flex items-center gap-1.5"
    >
      <input type="hidden" name="project" value={id} />
      <input type="hidden" name="back" value={back} />
      <Select
        name="change"
        aria-label={label}
        defaultValue={value}
        isSmall
        className="min-w-0 flex-1 after:right-3 [&_select]:pr-7 [&_select]:pl-2"
      >
        {choices.map((choice) => {
          const text = changeText(choice.change);
          return (
            <option key={text} value={text} dir="auto">
              {choice.label}
            </option>
          );
        })}
      </Select>
      <SubmitButton
        variant="ghost"
        size="sm"
        className="px-2!"
        pendingLabel={t("projects.changes.applying")}
        aria-label={t("projects.changes.setNamed", { name: label })}
      >
        {t("projects.changes.set")}
      </SubmitButton>
    </Form>
  );
}
