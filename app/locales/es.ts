import type { en } from "./en.ts";
import { esBundle } from "./es-bundle.ts";
import { texts as inApex } from "./es-in-apex.ts";
import { texts as inPlatform } from "./es-in-platform.ts";
import { texts as inTenant } from "./es-in-tenant.ts";
import { esActivityKinds, esAuditWords, esFileColumns } from "./es-logs.ts";
import { esMails } from "./es-mails.ts";
import type { Translated } from "./translated.ts";

export const es = {
  ...inApex,
  ...inTenant,
  ...inPlatform,
  activityKinds: esActivityKinds,
  auditWords: esAuditWords,
  fileColumns: esFileColumns,
  mails: esMails,
  bundle: esBundle,
} satisfies Translated<typeof en>;
