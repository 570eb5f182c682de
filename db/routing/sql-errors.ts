/** From what the driver throws to an error with a name. */
import { DrizzleQueryError } from "drizzle-orm/errors";
import {
  AccessRefused,
  AlreadyTaken,
  ConnectionLimitReached,
  DatabaseUnavailable,
  DataTierError,
  PlacementUnavailable,
  QueryFailed,
  RoleRefused,
  StatementTimeout,
} from "../errors.ts";

const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
]);
const CONNECTION_MESSAGES =
  /^Connection terminated|timeout expired|not queryable|server conn crashed|server closed the connection/i;
const LIMIT_CODES = new Set(["53300", "53200"]);
/**
 * A role, database or schema that the placement names and the server does not have; a login it does not take.
 */
const PLACEMENT_CODES = new Set(["22023", "3D000", "3F000", "28000", "28P01"]);

/** The SQLSTATE or system code of an error, looking through wrappers; undefined where there is none. */
export function sqlState(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === "string") return code;
  }
  return undefined;
}

/** The error at the bottom of a chain of causes. */
export function rootCause(error: unknown): unknown {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at;
}

/** True where the connection itself is lost or was never had. */
export function isConnectionError(error: unknown): boolean {
  const code = sqlState(error);
  if (code && (CONNECTION_CODES.has(code) || code.startsWith("08"))) return true;
  const cause = rootCause(error);
  return cause instanceof Error && !code && CONNECTION_MESSAGES.test(cause.message);
}

/**
 * True for what a connection to a database is answered with that is dropped; or half dropped, as a crash in
 * the middle leaves it. A statement may fail with 55000 as well: that ends no session, and is not FATAL.
 */
export function isDatabaseGone(error: unknown): boolean {
  const code = sqlState(error);
  if (code !== "55000") return code === "3D000";
  return (rootCause(error) as { severity?: string }).severity === "FATAL";
}

const NOT_SENT = /not queryable$/;

/** True where the driver refused to send: the connection was known to be lost. */
export function wasNeverSent(error: unknown): boolean {
  const cause = rootCause(error);
  return cause instanceof Error && NOT_SENT.test(cause.message);
}

/** True for what a transaction answers after it was aborted: what aborted it is the cause. */
export const isFollowUp = (error: unknown): boolean => sqlState(error) === "25P02";

/** What the server adds to an error about the row in question. */
const VALUES = ["detail", "where", "internalQuery"];

/** The same error without the values of its statement, its causes included. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const cause = withoutValues(error.cause);
  if (error instanceof DrizzleQueryError) {
    const message = cause instanceof Error ? cause.message : "The query failed.";
    const failed = new QueryFailed(message, error.query, { cause });
    // The frames are those of whoever asked.
    const frames = error.stack?.slice(error.stack.indexOf("\n    at "));
    if (frames) failed.stack = `${failed.name}: ${message}${frames}`;
    return failed;
  }
  for (const name of VALUES) Reflect.deleteProperty(error, name);
  return error;
}

/**
 * The named error for a failure of the driver, without any statement's values; other errors come back as they
 * are.
 */
export function namedError(thrown: unknown): unknown {
  if (thrown instanceof DataTierError) return thrown;
  const error = withoutValues(thrown);
  const code = sqlState(error);
  if (code === "42501") return new AccessRefused({ cause: error });
  if (code && LIMIT_CODES.has(code))
    return new ConnectionLimitReached("The server is full.", { cause: error });
  if (code === "23505") return alreadyTaken(error);
  if (code === "57014") return new StatementTimeout({ cause: error });
  if (isConnectionError(error)) {
    return new DatabaseUnavailable("The connection to the database was lost.", {
      cause: error,
      wasConnected: true,
    });
  }
  return error;
}

/** Of two who write one name at once, the second: what a look before could not tell. */
function alreadyTaken(error: unknown): AlreadyTaken {
  const { table = "", constraint = "" } = rootCause(error) as { table?: string; constraint?: string };
  // Named by drizzle: the table, the columns, and `key`; of a primary key, `pkey`.
  const [, field = "id"] = constraint.match(`^${table}_(.+)_key$`) ?? [];
  return new AlreadyTaken(field, `Another row has the same ${field}.`, { cause: error });
}

/** True where the server did not let the login take the role of a transaction. */
export const isRoleRefused = (error: unknown): boolean => sqlState(error) === "42501";

/** The same for what happens before the work has begun: connecting, and the prelude. */
export function namedPreludeError(error: unknown): unknown {
  const code = sqlState(error);
  if (isRoleRefused(error)) return new RoleRefused({ cause: error });
  if (code && PLACEMENT_CODES.has(code)) {
    return new PlacementUnavailable("The placement does not hold: its role, database or login is missing.", {
      cause: error,
    });
  }
  if (isConnectionError(error))
    return new DatabaseUnavailable("The database does not answer.", { cause: error });
  return namedError(error);
}
