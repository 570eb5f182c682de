/** The control plane's tables, in the order in which they are copied. */
import { eq, inArray, ne, sql } from "drizzle-orm";
import { declare, type TableDeclaration } from "../declaration.ts";
import { TENANT_CHOICES } from "./declarations-choices.ts";
import { MAIL_TABLES } from "./declarations-mail.ts";
import { AUDIT_AND_PEOPLE } from "./declarations-people.ts";
import { RUNS } from "./declarations-runs.ts";
import { KEPT_DAYS } from "./retention.ts";
import { baseCategories } from "./schema/categories.ts";
import { clusters } from "./schema/clusters.ts";
import { journal, waitingJobs } from "./schema/lifecycle.ts";
import { mailDomains } from "./schema/mail-domains.ts";
import { domains, freedSlugs, placements, tenants } from "./schema/tenants.ts";
import { tombstones, webhookEvents } from "./schema/webhooks.ts";

export const CONTROL_TABLES: TableDeclaration[] = [
  declare(clusters, "platform", {
    columns: {
      name: "plain",
      region: "plain",
      status: "plain",
      maxTenants: "plain",
      maxTables: "plain",
      tables: "plain",
      urlEnv: "plain",
      adminUrlEnv: "plain",
      createdAt: "plain",
    },
  }),
  // A purged tenant's row stays, emptied: its id is never given out again.
  declare(tenants, "platform", {
    isArchived: true,
    isCopied: true,
    columns: {
      id: "plain",
      slug: "text",
      name: "text",
      nameVersion: "plain",
      status: "plain",
      plan: "plain",
      organizationId: "plain",
      settings: "plain",
      schemaVersion: "plain",
      createdAt: "plain",
      updatedAt: "plain",
      suspendedAt: "plain",
      suspensionNotice: "text",
      readOnlySince: "plain",
      readOnlyUntil: "plain",
      readOnlyNotice: "text",
      deletedAt: "plain",
    },
  }),
  declare(placements, "platform", {
    columns: {
      tenantId: "plain",
      kind: "plain",
      cluster: "plain",
      database: "plain",
      schema: "plain",
      role: "plain",
      version: "plain",
      login: "plain",
      sealedPassword: "secret",
      updatedAt: "plain",
      releasedAt: "plain",
    },
  }),
  declare(domains, "tenant", {
    isArchived: true,
    columns: {
      hostname: "plain",
      tenantId: "plain",
      verificationToken: "secret",
      verifiedAt: "plain",
      createdAt: "plain",
    },
  }),
  declare(mailDomains, "tenant", {
    isArchived: true,
    columns: {
      id: "plain",
      tenantId: "plain",
      domain: "plain",
      verificationToken: "secret",
      admission: "plain",
      provenAt: "plain",
      foundAt: "plain",
      checkedAt: "plain",
      createdAt: "plain",
    },
  }),
  declare(freedSlugs, "platform", {
    columns: { slug: "text", tenantId: "plain", until: "plain" },
    retention: [{ days: 0, since: freedSlugs.until }],
  }),
  ...TENANT_CHOICES,
  ...AUDIT_AND_PEOPLE,
  ...MAIL_TABLES,
  declare(webhookEvents, "platform", {
    columns: {
      id: "plain",
      type: "plain",
      organizationId: "plain",
      payload: "text",
      receivedAt: "plain",
      processedAt: "plain",
      attempts: "plain",
      error: "text",
    },
    // What was not processed waits for somebody to look at it, however long.
    retention: [
      {
        days: KEPT_DAYS.webhookPayloads,
        since: webhookEvents.processedAt,
        when: ne(webhookEvents.payload, sql`'{}'`),
        emptied: { payload: sql`'{}'::jsonb` },
      },
      { days: KEPT_DAYS.webhookEvents, since: webhookEvents.processedAt },
    ],
  }),
  declare(tombstones, "platform", {
    columns: { kind: "plain", id: "personId", deletedAt: "plain", mergedInto: "personId" },
    retention: [
      {
        days: KEPT_DAYS.sessionTombstones,
        since: tombstones.deletedAt,
        when: eq(tombstones.kind, "session"),
      },
      // An organization that is still there at the provider would become a new tenant when its mark is gone.
      {
        days: KEPT_DAYS.tombstones,
        since: tombstones.deletedAt,
        when: inArray(tombstones.kind, ["user", "membership"]),
      },
    ],
  }),
  declare(journal, "platform", {
    columns: {
      id: "plain",
      tenantId: "plain",
      kind: "plain",
      step: "plain",
      state: "plain",
      attempts: "plain",
      error: "text",
      startedAt: "plain",
      finishedAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.journal, since: journal.finishedAt, when: eq(journal.state, "done") }],
  }),
  declare(waitingJobs, "tenant", {
    columns: { id: "plain", tenantId: "plain", name: "plain", payload: "text", createdAt: "plain" },
    retention: [{ days: KEPT_DAYS.waitingJobs, since: waitingJobs.createdAt }],
  }),
  declare(baseCategories, "platform", {
    columns: { id: "plain", name: "plain", translations: "plain", position: "plain", isActive: "plain" },
  }),
  ...RUNS,
];
