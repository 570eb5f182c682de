/**
 * Every failure of the data tier that a caller may meet: a name, an HTTP-like status for the edge, a cause.
 */
export class DataTierError extends Error {
  /** The status with which the web tier answers, should it reach it. */
  readonly status: number;
  /** Seconds after which trying again makes sense; undefined where it does not. */
  readonly retryAfterSeconds: number | undefined;
  constructor(status: number, message: string, options?: ErrorOptions & { retryAfterSeconds?: number }) {
    super(message, options);
    this.name = new.target.name;
    this.status = status;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}

/** A tenant's place is unknown, broken, or not what the registry says. */
export class PlacementUnavailable extends DataTierError {
  constructor(message: string, options?: ErrorOptions) {
    super(503, message, { ...options, retryAfterSeconds: 5 });
  }
}

/**
 * The login may not take the tenant's role. PostgreSQL's own cache of memberships can miss a grant that
 * another session makes while it is being filled, so this is tried again on a fresh connection before it is
 * believed.
 */
export class RoleRefused extends DataTierError {
  constructor(options?: ErrorOptions) {
    super(503, "The server does not let this login take the role.", { ...options, retryAfterSeconds: 5 });
  }
}

/** Nobody else owns the tenant: whoever does stays in it, as its owner. */
export class LastOwner extends DataTierError {
  constructor() {
    super(409, "A workspace keeps at least one owner.");
  }
}

/** Nobody keeps themselves out of a workspace: they would need somebody else to come in again. */
export class OwnMembership extends DataTierError {
  constructor() {
    super(409, "Nobody deactivates themselves.");
  }
}

/** One person has asked to join as many tenants as they may in a day. */
export class JoinRequestLimitReached extends DataTierError {
  constructor() {
    super(429, "Nobody asks to join so many workspaces in one day.", { retryAfterSeconds: 3_600 });
  }
}

/** A tenant lists as many domains of mail as one may. */
export class MailDomainLimitReached extends DataTierError {
  constructor(most: number) {
    super(409, `A workspace lists at most ${most} mail domains.`);
  }
}

/** No person, or more than one, is known by what was typed. */
export class PersonUnknown extends DataTierError {
  constructor(typed: string, found: number) {
    const why = found === 0 ? "Nobody is known by" : "More than one person is known by";
    super(
      404,
      `${why} ${JSON.stringify(typed)}: give the address of somebody who has signed up, or their id.`,
    );
  }
}

/** Two people are to be made one who are it already. */
export class SamePerson extends DataTierError {
  constructor(from: string, into: string) {
    super(409, `${from} and ${into} are the same person already.`);
  }
}

/** The identity provider does not answer, or not as it should. */
export class IdentityUnavailable extends DataTierError {
  constructor(cause: Error) {
    const why = cause.cause instanceof Error ? ` (${cause.cause.message})` : "";
    super(503, `The identity provider does not answer${why}. Nothing was changed.`, { cause });
  }
}

/** So many are gone at the identity provider that it looks like another one. */
export class RemovalsRefused extends DataTierError {
  constructor(kind: string, gone: number, known: number) {
    super(
      409,
      `Of ${known} objects of the kind ${kind} the identity provider has ${gone} no more: is the key that of another instance? Nothing was changed; \`--remove-many\` removes them.`,
    );
  }
}

/** Nobody gives or takes a role above their own. */
export class RoleBeyondReach extends DataTierError {
  constructor() {
    super(403, "Nobody gives or takes a role above their own.");
  }
}

/** Somebody asks of everybody what they lack themselves: it would lock them out. */
export class SecondFactorMissing extends DataTierError {
  constructor() {
    super(409, "Whoever asks for a second factor has signed in with one.");
  }
}

/** Nobody asks of others what they have not shown to work for themselves. */
export class CompanySignOnMissing extends DataTierError {
  constructor() {
    super(409, "Who asks for enterprise sign-on signs in by it first.");
  }
}

/** No connection could be had within the wait that is allowed. */
export class ConnectionLimitReached extends DataTierError {
  constructor(message: string, options?: ErrorOptions) {
    super(503, message, { ...options, retryAfterSeconds: 1 });
  }
}

/** The server behind a placement does not answer. */
export class DatabaseUnavailable extends DataTierError {
  /** The connection was there, and was lost in the middle of a transaction that had not been committed. */
  readonly wasConnected: boolean;
  constructor(message: string, options?: ErrorOptions & { wasConnected?: boolean }) {
    super(503, message, { ...options, retryAfterSeconds: 5 });
    this.wasConnected = options?.wasConnected ?? false;
  }
}

/** A statement ran longer than it may. */
export class StatementTimeout extends DataTierError {
  constructor(options?: ErrorOptions) {
    super(503, "The database took too long.", { ...options, retryAfterSeconds: 5 });
  }
}

/** The database refused what a role may not do: always a bug or an attack, never shown to a person. */
export class AccessRefused extends DataTierError {
  constructor(options?: ErrorOptions) {
    super(500, "The database refused access.", options);
  }
}

/** `COMMIT` was answered by `ROLLBACK`: nothing was written. */
export class TransactionRolledBack extends DataTierError {
  constructor(options?: ErrorOptions) {
    super(500, "The transaction was rolled back; nothing was written.", options);
  }
}

/** A query was issued through a transaction that is already over. */
export class TransactionClosed extends DataTierError {
  constructor() {
    super(500, "This transaction is over: await every query inside the work that was given to it.");
  }
}

/** The connection was lost after `COMMIT` was sent: the work may or may not have been written. */
export class OutcomeUnknown extends DataTierError {
  constructor(options?: ErrorOptions) {
    super(503, "The connection was lost during COMMIT: the outcome is unknown.", options);
  }
}

/** What was asked for has not the form that it must have; the message says which form. */
export class InvalidInput extends DataTierError {
  constructor(message: string) {
    super(400, message);
  }
}

/** Something with this name exists already; `field` says which of its names. */
export class AlreadyTaken extends DataTierError {
  readonly field: string;
  constructor(field: string, message: string, options?: ErrorOptions) {
    super(409, message, options);
    this.field = field;
  }
}

/** A migration file is not what was applied, or cannot be applied. */
export class MigrationRefused extends DataTierError {
  constructor(message: string, options?: ErrorOptions) {
    super(500, message, options);
  }
}

/** No tenant has this id or slug. */
export class TenantUnknown extends DataTierError {
  constructor(name: string) {
    super(404, `There is no tenant ${JSON.stringify(name)}.`);
  }
}

/**
 * Why a tenant's life does not allow something: its state, grace that is over, a purge that has begun, or
 * somebody who has it in hand.
 */
export type LifecycleReason = "state" | "graceOver" | "purging" | "busy";

/** A tenant's state does not allow what was asked; the message says what to do first. */
export class LifecycleRefused extends DataTierError {
  readonly reason: LifecycleReason;
  constructor(reason: LifecycleReason, message: string) {
    super(409, message);
    this.reason = reason;
  }
}

/** The person owns as many tenants on this plan as one may. */
export class OwnerLimitReached extends DataTierError {
  constructor(most: number) {
    super(409, `One person owns at most ${most} tenants on this plan.`);
  }
}

/** A slug that nobody may have. */
export class SlugRefused extends DataTierError {
  readonly verdict: "format" | "reserved";
  constructor(slug: string, verdict: "format" | "reserved") {
    const why = verdict === "format" ? "is not of the form [a-z0-9-], 3 to 40 characters" : "is reserved";
    super(400, `The slug ${JSON.stringify(slug)} ${why}.`);
    this.verdict = verdict;
  }
}

/** Another run of migrations is under way; the message says whose. */
export class MigrationRunInProgress extends DataTierError {
  constructor(holder: string) {
    super(409, `Migrations are being run already: ${holder}.`);
  }
}

/**
 * A statement that the server refused, with its text but without its values: what is thrown is logged, and
 * they may be anybody's secret.
 */
export class QueryFailed extends Error {
  readonly query: string;
  constructor(message: string, query: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "QueryFailed";
    this.query = query;
  }
}
