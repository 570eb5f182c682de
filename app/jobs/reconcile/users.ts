/** People: who is new, changed or gone at the provider. */
import { listKnownUsers, listTombstoned, listUserIds, type UserFromSource } from "#app/db.people.server.ts";
import type { Listed } from "#app/identity/provider-lists.ts";
import type { Compared, Findings, Lost } from "./lost.ts";

export async function findLostUsers({ tier, lists }: Compared): Promise<Findings> {
  const present = new Set<string>();
  const lost: Lost[] = [];
  for await (const page of lists.users()) {
    const fresh = page.filter(({ object }) => !present.has(object.id));
    for (const { object } of fresh) present.add(object.id);
    lost.push(...(await compare(tier, fresh)));
  }
  const known = await tier.controlDb.read(listUserIds);
  for (const id of known.filter((each) => !present.has(each))) {
    const said = await lists.user(id);
    if (said) lost.push(...(await compare(tier, [said])));
    else lost.push({ object: "user", change: "gone", id, message: lists.gone.user(id) });
  }
  return { seen: present.size, known: known.length, lost };
}

async function compare(tier: Compared["tier"], said: Listed<UserFromSource>[]): Promise<Lost[]> {
  const ids = said.map(({ object }) => object.id);
  if (ids.length === 0) return [];
  const [known, deleted] = await tier.controlDb.read((tx) =>
    Promise.all([listKnownUsers(tx, ids), listTombstoned(tx, "user", ids)]),
  );
  const byId = new Map(known.map((user) => [user.id, user]));
  return said
    .filter(({ object }) => !deleted.has(object.id))
    .flatMap((one) => compareOne(one, byId.get(one.object.id)));
}

const FIELDS = [
  "email",
  "firstName",
  "lastName",
  "avatarUrl",
  "hasSecondFactor",
  "hasCompanyAccount",
  "isBarred",
] as const;

function compareOne(
  { object: said, message }: Listed<UserFromSource>,
  known: UserFromSource | undefined,
): Lost[] {
  const { id } = said;
  if (!known) return [{ object: "user", change: "new", id, message }];
  const changed = FIELDS.filter((field) => said[field] !== undefined && said[field] !== known[field]);
  // What is known is newer than this answer, or was said at the same moment.
  if (changed.length === 0 || said.sourceUpdatedAt < known.sourceUpdatedAt) return [];
  return [{ object: "user", change: "changed", id, detail: changed.join(", "), message }];
}
