/** What a tenant's owners chose for it, in tables of their own. */
import { declare, type TableDeclaration } from "../declaration.ts";
import { tenantLogos } from "./schema/logos.ts";

export const TENANT_CHOICES: TableDeclaration[] = [
  declare(tenantLogos, "tenant", {
    isArchived: true,
    columns: { tenantId: "plain", mediaType: "plain", bytes: "plain", version: "plain", updatedAt: "plain" },
  }),
];
