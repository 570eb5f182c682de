import type { TenantAction } from "./action.ts";

/** What the palette and the list of keys are given. */
export type LayerProps = {
  actions: TenantAction[];
  /** What was typed while it was fetched. */
  typed: string;
  onClose: () => void;
};
