/** Every text that people see, in English. The other languages have exactly these keys. */

import { enBundle } from "./en-bundle.ts";
import { texts as inApex } from "./en-in-apex.ts";
import { texts as inPlatform } from "./en-in-platform.ts";
import { texts as inTenant } from "./en-in-tenant.ts";
import { enActivityKinds, enAuditWords, enFileColumns } from "./en-logs.ts";
import { enMails } from "./en-mails.ts";

export const en = {
  ...inApex,
  ...inTenant,
  ...inPlatform,
  // Said by the server alone.
  activityKinds: enActivityKinds,
  auditWords: enAuditWords,
  fileColumns: enFileColumns,
  mails: enMails,
  bundle: enBundle,
} as const;
