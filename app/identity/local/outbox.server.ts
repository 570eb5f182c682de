/** The stand-in's mail, for its own pages: with the real provider there are none. */
import { data } from "react-router";
import { getLocalMail, type LocalMail, listLocalMails } from "#app/db.local.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { requireFound } from "#app/http/require-found.ts";

/** Whoever may sign in as anybody may read anybody's mail; who may not gets a 404. */
function requireStandIn(): void {
  if (env.identity !== "local") throw data(null, { status: 404 });
}

export async function loadOutbox({ controlDb }: DataTier) {
  requireStandIn();
  return controlDb.read(listLocalMails);
}

const MAIL_ID = /^ema_[0-9a-f]{32}$/;

export async function loadMail({ controlDb }: DataTier, id: string): Promise<LocalMail> {
  requireStandIn();
  const mail = MAIL_ID.test(id) ? await controlDb.read((tx) => getLocalMail(tx, id)) : undefined;
  return requireFound(mail);
}
