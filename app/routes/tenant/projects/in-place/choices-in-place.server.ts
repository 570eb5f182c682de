/** What a project's facts can be changed to where they stand. */
import type { RouterContextProvider } from "react-router";
import { tenantDbContext } from "#app/context.ts";
import { type Category, listCategories } from "#app/db.tenant.server.ts";
import { readBaseCategories } from "../../categories/base-categories.server.ts";
import { type OwnerChoice, ownerChoices, ownerLabel } from "./owner-choices.server.ts";

export type ChoicesInPlace = {
  categories: Category[];
  /** Empty where they are too many for a choice: a page of its own finds one of them. */
  owners: { id: string; label: string }[];
};

const NOTHING: ChoicesInPlace = { categories: [], owners: [] };

/** Asked for only where somebody may change something. */
export async function choicesInPlace(
  context: Readonly<RouterContextProvider>,
  mayChange: boolean,
): Promise<ChoicesInPlace> {
  if (!mayChange) return NOTHING;
  const base = await readBaseCategories(context);
  const [categories, { people, isMore }] = await context
    .get(tenantDbContext)
    .read((tx) => Promise.all([listCategories(tx, base), ownerChoices(tx)]));
  return { categories, owners: isMore ? [] : labelled(people) };
}

/** By name; where two have the same, by their addresses too. */
const labelled = (people: OwnerChoice[]) =>
  people.map((person) => {
    const isOnly = people.filter(({ name }) => name === person.name).length === 1;
    return { id: person.id, label: isOnly ? person.name : ownerLabel(person) };
  });
