import type { Plan } from "#app/db.shared.ts";

/** A month, for a person; undefined where it is agreed upon. Nothing is charged: billing is yours to add. */
export const PRICES: Record<Plan, { amount: number; currency: string } | undefined> = {
  standard: { amount: 9, currency: "EUR" },
  enterprise: undefined,
};
