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

/** What is read-only is, until when where that is known, and what its people are told of why. */
type ReadOnly = { readOnlyUntil: Date | null; readOnlyNotice: string | null };

/** A tenant that is read-only was asked to change: nothing was. */
export class TenantReadOnly extends DataTierError {
  readonly until: Date | null;
  readonly notice: string | null;
  constructor({ readOnlyUntil, readOnlyNotice }: ReadOnly) {
    const leftMs = (readOnlyUntil?.getTime() ?? 0) - Date.now();
    super(
      503,
      "The tenant is read-only.",
      leftMs > 0 ? { retryAfterSeconds: Math.ceil(leftMs / 1_000) } : {},
    );
    this.until = leftMs > 0 ? readOnlyUntil : null;
    this.notice = readOnlyNotice;
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
