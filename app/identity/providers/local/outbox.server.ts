/** The mail that the real provider would send; whoever may sign in as anybody may read anybody's. */
import { addLocalMail, getLocalMail, listLocalMails } from "#app/db.local.server.ts";
import type { Outbox } from "../../provider-outbox.ts";

const MAIL_ID = /^ema_[0-9a-f]{32}$/;

export const localOutbox: Outbox = {
  keep: ({ controlDb }, mail) => controlDb.write((tx) => addLocalMail(tx, mail)),
  list: ({ controlDb }) => controlDb.read(listLocalMails),
  get: async ({ controlDb }, id) =>
    MAIL_ID.test(id) ? controlDb.read((tx) => getLocalMail(tx, id)) : undefined,
};
