/**
 * When, and of what, somebody is told by mail is of a person, and of no tenant: a workspace's pages ask for
 * it, and change it, here, of who is signed in alone.
 */
import { changeMailChoice, findMailChoice, getMailChoice } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import type { MailChoice } from "#app/db.shared.ts";
import { chooseMail } from "./plan-bundle.server.ts";

/** Undefined where they chose nothing yet. */
export const readOwnMailChoice = ({ controlDb }: DataTier, userId: string): Promise<MailChoice | undefined> =>
  controlDb.read((tx) => findMailChoice(tx, userId));

/** `silence`: which kinds are not mailed, from those that were not until now. */
export const saveOwnMailChoice = (
  { controlDb }: DataTier,
  userId: string,
  chosen: Omit<MailChoice, "silentKinds">,
  silence: (before: string[]) => string[],
): Promise<void> =>
  controlDb.write(async (tx) => {
    // Held until the end: what a link in a mail stops meanwhile waits, and stays.
    await changeMailChoice(tx, userId, {});
    const { silentKinds } = await getMailChoice(tx, userId);
    await chooseMail(tx, userId, { ...chosen, silentKinds: silence(silentKinds) });
  });
