/** The organization has no tenant yet: the job runs again when it has. */
export class TenantNotReady extends Error {
  constructor(organizationId: string) {
    super(`The tenant of ${organizationId} is not there yet.`);
    this.name = "TenantNotReady";
  }
}
