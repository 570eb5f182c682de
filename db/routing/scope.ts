/** The handle that work gets for one transaction: worth nothing before it and nothing after it. */
import { DrizzleQueryError } from "drizzle-orm/errors";
import { nodePgCodecs } from "drizzle-orm/node-postgres/codecs";
import { NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres/session";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Client, QueryConfig } from "pg";
import { TransactionClosed } from "../errors.ts";
import { holdForThisTurn } from "./flight.ts";
import { isFollowUp } from "./sql-errors.ts";

type NoRelations = Record<never, never>;
/** A transaction that is bound to one role. Gone when the work it was given to is over. */
export type Transaction = NodePgTransaction<NoRelations>;

export type Scope = {
  tx: Transaction;
  /** From here on it refuses, so that a stray query cannot reach the next user's turn. */
  close(): void;
  /** Settles when nothing is under way that was not sent ahead. */
  quiet(): Promise<unknown>;
  /** What aborted the transaction; undefined where nothing has. */
  failure(): Error | undefined;
};

const dialect = new PgDialect({ codecs: nodePgCodecs });
const noRelations: NoRelations = {};
/**
 * By the extended protocol, also without parameters: it takes one statement a message, so none can be stacked
 * onto it.
 */
const ONE_STATEMENT = { queryMode: "extended" } as const;

/** `pipelines`: queries are sent as they come; else each waits for the answer to the one before. */
export function openScope(client: Client, options: { readOnly: boolean; pipelines: boolean }): Scope {
  let open = true;
  let last: Promise<unknown> = Promise.resolve();
  let failure: Error | undefined;
  const send = (query: QueryConfig, values?: unknown[]) => {
    if (!open) return Promise.reject(new TransactionClosed());
    const answer = client.query({ ...query, ...ONE_STATEMENT } as QueryConfig, values);
    // Heard here in the order of the answers; the work may hear of them in any.
    answer.catch((error: Error) => {
      if (!isFollowUp(error)) failure = new DrizzleQueryError(query.text, [], error);
    });
    return answer;
  };
  const sendAhead: typeof send = (query, values) => {
    // Of a read, what comes after the first flight is awaited by a person.
    if (open && !options.readOnly) holdForThisTurn(client);
    return send(query, values);
  };
  const sendInTurn: typeof send = (query, values) => {
    const answer = last.then(() => send(query, values));
    last = answer.catch(() => {});
    return answer;
  };
  const guarded = { query: options.pipelines ? sendAhead : sendInTurn } as unknown as Client;
  const session = new NodePgSession(guarded, dialect, noRelations);
  return {
    tx: new NodePgTransaction(dialect, session, noRelations, 0, false),
    close: () => {
      open = false;
    },
    quiet: () => last,
    failure: () => failure,
  };
}
