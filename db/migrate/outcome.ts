/** How one tenant fared in a run. */
import { rootCause, sqlState } from "../routing/sql-errors.ts";
import type { Target } from "./targets.ts";

export type Failure = {
  message: string;
  /** SQLSTATE or the system's code; undefined where it was no database that refused. */
  code: string | undefined;
  migration: string | undefined;
  statement: string | undefined;
  /** Its cluster did not answer: it says nothing of the migration. */
  isUnreachable: boolean;
};

export type TenantOutcome = {
  target: Target;
  state: "done" | "failed";
  /** What the tenant has now. */
  version: string | null;
  attempts: number;
  durationMs: number;
  failure?: Failure;
};

const MAX_STATEMENT_LENGTH = 4_000;

export function failureOf(error: unknown, options: { isUnreachable?: boolean } = {}): Failure {
  const { migration, statement } = error as { migration?: string; statement?: string };
  const cause = rootCause(error);
  return {
    message: cause instanceof Error ? cause.message || cause.name : String(cause),
    code: sqlState(error),
    migration,
    statement: statement?.trim().slice(0, MAX_STATEMENT_LENGTH),
    isUnreachable: options.isUnreachable ?? false,
  };
}
