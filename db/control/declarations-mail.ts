/** The control plane's tables about mail of our own. */
import { declare, type TableDeclaration } from "../declaration.ts";
import { KEPT_DAYS } from "./retention.ts";
import { mailChoices } from "./schema/mail-choices.ts";
import { mails } from "./schema/mails.ts";

export const MAIL_TABLES: TableDeclaration[] = [
  declare(mails, "tenant", {
    erasedBy: { column: "userId" },
    columns: {
      id: "plain",
      tenantId: "plain",
      userId: "personId",
      kind: "plain",
      aboutId: "plain",
      state: "plain",
      problem: "plain",
      createdAt: "plain",
      settledAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.mails, since: mails.createdAt }],
  }),
  declare(mailChoices, "person", {
    erasedBy: { column: "userId" },
    columns: {
      userId: "personId",
      rhythm: "plain",
      hour: "plain",
      timeZone: "plain",
      silentKinds: "plain",
      updatedAt: "plain",
    },
  }),
];
