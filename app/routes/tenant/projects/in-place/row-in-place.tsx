import { X } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import type { ListedProject } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { ChoicesInPlace } from "./choices-in-place.server.ts";
import { ProjectChoices } from "./project-choices-in-place.tsx";

type RowInPlaceProps = {
  project: ListedProject;
  choices: ChoicesInPlace;
  /** This page, with the row open and with it closed. */
  back: string;
  closeTo: string;
};

/** One project of the list, opened to be changed where it stands. */
export function RowInPlace({ project, choices, back, closeTo }: RowInPlaceProps) {
  const { t } = useTranslation();
  const close = (
    <ButtonLink to={closeTo} variant="ghost" size="sm" preventScrollReset>
      <X aria-hidden="true" size={14} />
      {t("projectsInPlace.close")}
    </ButtonLink>
  );
  return (
    <Card id="row" aria-labelledby="row-title">
      <CardHeader
        id="row-title"
        title={t("projectsInPlace.changeNamed", { name: project.name })}
        aside={close}
      />
      <dl className="grid gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-2 lg:grid-cols-4">
        <ProjectChoices project={project} choices={choices} back={back} />
      </dl>
    </Card>
  );
}
