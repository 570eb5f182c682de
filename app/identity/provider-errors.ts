/** How a provider refuses, whoever it is. */
import type { Role } from "#app/db.shared.ts";

const RETRY_AFTER_S = 5;

/**
 * The provider does not answer, fails, or asks for patience. Members who are signed in already do not need
 * it.
 */
export class ProviderUnavailable extends Error {
  readonly status = 503;
  readonly retryAfterSeconds = RETRY_AFTER_S;

  constructor(options?: ErrorOptions) {
    super("The identity provider does not answer.", options);
    this.name = "ProviderUnavailable";
  }
}

/** Another organization at the provider has the slug. */
export class SlugTakenAtProvider extends Error {
  constructor(options: ErrorOptions) {
    super("The identity provider has an organization with this slug.", options);
    this.name = "SlugTakenAtProvider";
  }
}

/** The provider has no role for owners: nobody can be made one, or asked to be. */
export class RoleNotOffered extends Error {
  constructor(role: Role) {
    super(`The identity provider has no role for: ${role}.`);
    this.name = "RoleNotOffered";
  }
}
