import type { ListedProject } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ChangeInPlace } from "../change-in-place.tsx";

type OwnerInPlaceProps = {
  project: Pick<ListedProject, "id" | "createdBy" | "createdByName">;
  choices: { id: string; label: string }[];
  back: string;
};

/** Who owns it, as a choice; the present owner stands in it also where they could own none any more. */
export function OwnerInPlace({
  project: { id, createdBy, createdByName },
  choices,
  back,
}: OwnerInPlaceProps) {
  const { t } = useTranslation();
  const change = (ownerId: string) => ({ kind: "owner", ownerId, from: createdBy }) as const;
  const isListed = choices.some((choice) => choice.id === createdBy);
  const present = { id: createdBy, label: createdByName || t("activity.someone") };
  return (
    <ChangeInPlace
      id={id}
      label={t("projects.owner")}
      now={change(createdBy)}
      choices={[...(isListed ? [] : [present]), ...choices].map((choice) => ({
        change: change(choice.id),
        label: choice.label,
      }))}
      back={back}
    />
  );
}
