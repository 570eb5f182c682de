import type { TFunction } from "i18next";
import type { ActionField } from "#app/components/ui/action-form.tsx";
import { Typed } from "#app/components/ui/typed.tsx";

/** Why: what hurts a tenant is never done without it. */
export const reasonField = (t: TFunction): ActionField => ({
  name: "reason",
  label: t("platform.actions.reason"),
  hint: t("platform.actions.reasonHint"),
});

/** Why, and which tenant: so that nobody does to one what they meant for another. */
export const harmFields = (t: TFunction, slug: string): ActionField[] => [
  reasonField(t),
  { name: "confirm", label: t("platform.actions.typeSlug"), hint: <Typed>{slug}</Typed> },
];
