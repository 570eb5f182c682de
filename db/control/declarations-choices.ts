/** What a tenant's owners chose for it, in tables of their own. */
import { declare, type TableDeclaration } from "../declaration.ts";
import { tenantLogos } from "./schema/logos.ts";
import { tenantSecurity } from "./schema/security.ts";

export const TENANT_CHOICES: TableDeclaration[] = [
  declare(tenantSecurity, "tenant", {
    isArchived: true,
    isCopied: true,
    columns: {
      tenantId: "plain",
      idleMinutes: "plain",
      absoluteMinutes: "plain",
      whoInvites: "plain",
      needsSecondFactor: "plain",
      companyDomains: "plain",
      updatedAt: "plain",
    },
  }),
  declare(tenantLogos, "tenant", {
    isArchived: true,
    isCopied: true,
    // A picture that its owners have.
    isExported: false,
    columns: { tenantId: "plain", mediaType: "plain", bytes: "plain", version: "plain", updatedAt: "plain" },
  }),
];
