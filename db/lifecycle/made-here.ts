/** Organizations of tenants that are made at a terminal: they exist here and not at the identity provider. */
import { randomBytes } from "node:crypto";

const PREFIX = "org_cli_";

export const newOrganizationHere = (): string => `${PREFIX}${randomBytes(12).toString("hex")}`;

export const isMadeHere = (organizationId: string | null): boolean =>
  organizationId?.startsWith(PREFIX) ?? false;
