/** What is known of an error, for the page that tells of it. */
import { isRouteErrorResponse } from "react-router";
import type { Account, ErrorData } from "#app/http/errors.server.ts";
import { NotReached, type Sent } from "#app/http/not-reached.ts";
import type { Typed } from "#app/http/typed.server.ts";

const byReason = {
  readOnly: "readOnly",
  suspended: "suspended",
  provisioning: "provisioning",
  moving: "moving",
  updating: "updating",
} as const;
const byStatus = {
  400: "badRequest",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  413: "tooLarge",
  429: "tooMany",
  503: "unavailable",
} as const;

type Kind =
  | (typeof byReason)[keyof typeof byReason]
  | (typeof byStatus)[keyof typeof byStatus]
  | "failed"
  | "broken"
  | NotReached["reason"];

export type DescribedError = {
  kind: Kind;
  /** None where nobody answered. */
  status?: number | undefined;
  /** Of the request that failed, never of another. */
  requestId?: string | undefined;
  sent?: Sent | undefined;
  /** What was in the form that could not be taken. */
  typed?: Typed | undefined;
  account?: Account | undefined;
  notice?: string | undefined;
  until?: string | undefined;
  writeTo?: string | undefined;
  /** The page promises to load again by itself, after so long. */
  reloadAfterSeconds?: number | undefined;
  isWorthRetrying: boolean;
};

/** `documentId`: the id of the request that this document answers, where the error came with it. */
export function describeError(error: unknown, documentId: string | undefined): DescribedError {
  if (error instanceof NotReached) {
    return { kind: error.reason, status: error.status, sent: error.sent, isWorthRetrying: true };
  }
  // The server's own failure to render comes with its document; later ones are the browser's.
  if (!isRouteErrorResponse(error)) {
    return documentId === undefined
      ? { kind: "broken", isWorthRetrying: true }
      : { kind: "failed", status: 500, requestId: documentId, isWorthRetrying: true };
  }
  const { status } = error;
  const { requestId, reason, sent, typed, account, notice, until, writeTo, retryAfterSeconds } =
    dataOf(error);
  return {
    kind: kindOf(status, reason),
    status,
    requestId: requestId ?? documentId,
    sent,
    typed,
    account,
    notice,
    until,
    writeTo,
    reloadAfterSeconds: reason && !sent ? retryAfterSeconds : undefined,
    isWorthRetrying: status === 429 || status >= 500,
  };
}

/** How long to wait, where one of these errors knows. */
export const retryAfterOf = (errors: unknown[]): number | undefined =>
  errors
    .filter((error) => isRouteErrorResponse(error))
    .map((error) => dataOf(error).retryAfterSeconds)
    .find((wait) => wait !== undefined);

const dataOf = ({ data }: { data: unknown }): ErrorData =>
  typeof data === "object" && data !== null ? data : {};

function kindOf(status: number, reason: string | undefined): Kind {
  if (reason && reason in byReason) return byReason[reason as keyof typeof byReason];
  if (status in byStatus) return byStatus[status as keyof typeof byStatus];
  return status >= 500 ? "failed" : "badRequest";
}
