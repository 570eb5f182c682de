/** What a member can do or go to by name: in the menu, on a button, in the palette, by a key. */
import type { ParseKeys } from "i18next";
import type { LucideIcon } from "lucide-react";
import type { Role } from "#app/db.shared.ts";

export type Actor = { id: string; role: Role };

/** Under which heading it is listed. */
export const ACTION_GROUPS = ["go", "do", "set"] as const;
type ActionGroup = (typeof ACTION_GROUPS)[number];

/** What is posted by a document's own form; the fields are known beforehand. */
type ActionForm = {
  action: string;
  fields: readonly (readonly [name: string, value: string])[];
  /** What was typed in this tab goes with it. */
  forgetsDrafts?: boolean;
};

export type TenantAction = {
  id: string;
  text: ParseKeys;
  icon: LucideIcon;
  group: ActionGroup;
  /** Pressed one after the other. */
  keys?: readonly string[];
  /** Whether it is for this member. Left out: for everybody. What is behind it asks again. */
  isFor?: (member: Actor) => boolean;
} & ({ to: string; form?: undefined } | { to?: undefined; form: ActionForm });
