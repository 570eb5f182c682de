/** What a link in a mail stops, and starts again: of one person, and nothing but what it says. */
import { getMailChoice, getMergedInto, getUserById, setKindSilent } from "#app/db.people.server.ts";
import { type ControlTx, type DataTier, getTenant, type TenantDb } from "#app/db.server.ts";
import { isServing } from "#app/db.shared.ts";
import { isMuted, mute, unmute } from "#app/db.tenant.server.ts";
import { chooseMail } from "./plan-bundle.server.ts";
import type { Unsubscription } from "./unsubscribe-token.ts";

/** Of a person who is gone, or a tenant that does not serve: there is nothing that could be stopped now. */
export class NothingToStop extends Error {
  constructor() {
    super("Whose mail it is, or where from, is not there.");
    this.name = "NothingToStop";
  }
}

/** Whether mail goes out as things stand. Throws NothingToStop. */
export async function isMailedNow(tier: DataTier, unsubscription: Unsubscription): Promise<boolean> {
  const { tenantId, of } = unsubscription;
  const { userId, choice } = await tier.controlDb.read(async (tx) => {
    const id = await presentId(tx, unsubscription);
    return { userId: id, choice: await getMailChoice(tx, id) };
  });
  switch (of.what) {
    case "all":
      return choice.rhythm !== "never";
    case "kind":
      return !choice.silentKinds.includes(of.kind);
    case "subject":
      return !(await (await requireTenant(tier, tenantId)).read((tx) => isMuted(tx, userId, of)));
  }
}

/** Done twice, it is done once. Throws NothingToStop, and TenantReadOnly of a thing in one that is. */
export async function setMailed(
  tier: DataTier,
  unsubscription: Unsubscription,
  isMailed: boolean,
): Promise<void> {
  const { tenantId, of } = unsubscription;
  const userId = await tier.controlDb.write(async (tx) => {
    const id = await presentId(tx, unsubscription);
    if (of.what === "kind") await setKindSilent(tx, id, of.kind, !isMailed);
    if (of.what === "all") await setAll(tx, id, isMailed);
    return id;
  });
  if (of.what !== "subject") return;
  const { what: _, ...subject } = of;
  const db = await requireTenant(tier, tenantId);
  await db.write((tx) => (isMailed ? unmute(tx, userId, subject) : mute(tx, userId, subject)));
}

/** Who gets mail already goes on getting it when they have chosen. */
async function setAll(tx: ControlTx, userId: string, isMailed: boolean): Promise<void> {
  const { rhythm } = await getMailChoice(tx, userId);
  if (isMailed !== (rhythm === "never")) return;
  await chooseMail(tx, userId, { rhythm: isMailed ? "soon" : "never" });
}

/** Who the person is by now, where two turned out to be one since. */
async function presentId(tx: ControlTx, { userId }: Unsubscription): Promise<string> {
  const id = await getMergedInto(tx, userId);
  if (!(await getUserById(tx, id))) throw new NothingToStop();
  return id;
}

async function requireTenant(tier: DataTier, tenantId: string): Promise<TenantDb> {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
  if (!tenant || !isServing(tenant.status)) throw new NothingToStop();
  return tier.tenantRouter.connect(tenant);
}
