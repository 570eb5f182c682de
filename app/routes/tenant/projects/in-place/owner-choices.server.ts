/** Who could own a project: whoever is here and could have made one. */
import { countMembers, listMemberSummaries } from "#app/db.people.server.ts";
import type { TenantTx } from "#app/db.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { can } from "#app/permissions.ts";

/** People in one choice; of more, a search finds the one. */
const MOST_CHOICES = 100;

export type OwnerChoice = { id: string; name: string; email: string };

export async function ownerChoices(
  tx: TenantTx,
  search?: string,
): Promise<{ people: OwnerChoice[]; isMore: boolean }> {
  const filter = { search, isActive: true };
  const [page, count] = await Promise.all([
    listMemberSummaries(tx, { ...filter, limit: MOST_CHOICES }),
    countMembers(tx, filter),
  ]);
  const people = page.items
    .filter((person) => can(person, "projects:create"))
    .map((person) => ({ id: person.id, name: personName(person), email: person.email }));
  return { people, isMore: count > MOST_CHOICES };
}

/** As a choice shows a person: with the address where there is a name beside it. */
export const ownerLabel = ({ name, email }: OwnerChoice): string =>
  name === email ? email : `${name} (${email})`;
