/** People: who is new, changed or gone at the provider. */
import { listKnownUsers, listTombstoned, listUserIds, type UserFromSource } from "#app/db.people.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { Listed } from "#app/identity/identity-provider.ts";
import type { Compared, Findings, Lost } from "./lost.ts";

type Said = Listed<"userChanged">;
const idOf = ({ event }: Said): string => event.user.id;

export async function findLostUsers({ tier, lists }: Compared): Promise<Findings> {
  const present = new Set<string>();
  const lost: Lost[] = [];
  for await (const page of lists.users()) {
    const fresh = page.filter((said) => !present.has(idOf(said)));
    for (const said of fresh) present.add(idOf(said));
    lost.push(...(await compare(tier, fresh)));
  }
  const known = await tier.controlDb.read(listUserIds);
  for (const id of known.filter((each) => !present.has(each))) {
    const said = await lists.user(id);
    if (said) lost.push(...(await compare(tier, [said])));
    else lost.push({ object: "user", change: "gone", id, message: identity.farewells.user(id) });
  }
  return { seen: present.size, known: known.length, lost };
}

async function compare(tier: Compared["tier"], said: Said[]): Promise<Lost[]> {
  const ids = said.map(idOf);
  if (ids.length === 0) return [];
  const [known, deleted] = await tier.controlDb.read((tx) =>
    Promise.all([listKnownUsers(tx, ids), listTombstoned(tx, "user", ids)]),
  );
  const byId = new Map(known.map((user) => [user.id, user]));
  return said.filter((one) => !deleted.has(idOf(one))).flatMap((one) => compareOne(one, byId.get(idOf(one))));
}

function compareOne({ event, message }: Said, known: UserFromSource | undefined): Lost[] {
  const { user: said } = event;
  const found = { object: "user" as const, id: said.id, message };
  if (!known) return [{ ...found, change: "new" }];
  const changed = FIELDS.filter((field) => said[field] !== known[field]);
  // What is known is newer than this answer, or was said at the same moment.
  if (changed.length === 0 || said.sourceUpdatedAt < known.sourceUpdatedAt) return [];
  return [{ ...found, change: "changed", detail: changed.join(", ") }];
}

const FIELDS = ["email", "firstName", "lastName", "avatarUrl"] as const;
