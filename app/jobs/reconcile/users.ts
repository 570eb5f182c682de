/** People: who is new, changed or gone at the provider. */
import { listKnownUsers, listTombstoned, listUserIds, type UserFromSource } from "#app/db.people.server.ts";
import { toUser, UserData } from "../webhooks/payloads.ts";
import { asEvent, type Compared, type Data, type Findings, type Lost, readObject } from "./lost.ts";

export async function findLostUsers({ tier, lists }: Compared): Promise<Findings> {
  const present = new Set<string>();
  const lost: Lost[] = [];
  for await (const page of lists.users()) {
    const fresh = page.map(readObject).filter(({ id }) => !present.has(id));
    for (const { id } of fresh) present.add(id);
    lost.push(...(await compare(tier, fresh)));
  }
  const known = await tier.controlDb.read(listUserIds);
  for (const id of known.filter((each) => !present.has(each))) {
    const raw = await lists.user(id);
    if (raw) lost.push(...(await compare(tier, [readObject(raw)])));
    else lost.push(gone(id));
  }
  return { seen: present.size, known: known.length, lost };
}

async function compare(tier: Compared["tier"], said: Data[]): Promise<Lost[]> {
  const ids = said.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [known, deleted] = await tier.controlDb.read((tx) =>
    Promise.all([listKnownUsers(tx, ids), listTombstoned(tx, "user", ids)]),
  );
  const byId = new Map(known.map((user) => [user.id, user]));
  return said.filter(({ id }) => !deleted.has(id)).flatMap((data) => compareOne(data, byId.get(data.id)));
}

function compareOne(data: Data, known: UserFromSource | undefined): Lost[] {
  const { id } = data;
  if (!known) return [{ object: "user", change: "new", id, message: { type: "user.created", data } }];
  const said = toUser(UserData.parse(data), asEvent("user.updated", data));
  const changed = FIELDS.filter((field) => said[field] !== known[field]);
  // What is known is newer than this answer, or was said at the same moment.
  if (changed.length === 0 || said.sourceUpdatedAt < known.sourceUpdatedAt) return [];
  const detail = changed.join(", ");
  return [{ object: "user", change: "changed", id, detail, message: { type: "user.updated", data } }];
}

const FIELDS = ["email", "firstName", "lastName", "avatarUrl"] as const;

const gone = (id: string): Lost => ({
  object: "user",
  change: "gone",
  id,
  message: { type: "user.deleted", data: { id, object: "user", deleted: true } },
});
