/**
 * The admin's way into a cluster: roles, databases, DDL, advisory locks. Always direct, one connection at a
 * time.
 */
import pg from "pg";
import { urlOfDatabase } from "../control/clusters.ts";
import { holdForThisTurn } from "../routing/flight.ts";
import { namedPreludeError } from "../routing/sql-errors.ts";
import { requireDirect } from "./direct.ts";

const CONNECT_TIMEOUT_MS = 10_000;

/** SQL without parameters, or with. */
export type Statement = string | pg.QueryConfig;

/**
 * Runs `work` on a connection of its own, and closes it. The connection pipelines unless it is told not to:
 * COPY wants it for itself. Throws EnvironmentInvalid where the way to the server is a pooler's.
 */
export async function withAdmin<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  options: { database?: string; applicationName?: string; pipelines?: boolean } = {},
): Promise<T> {
  const connectionString = options.database ? urlOfDatabase(url, options.database) : url;
  await requireDirect(connectionString);
  const client = new pg.Client({
    connectionString,
    application_name: options.applicationName ?? "tenantry:admin",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    pipeline: options.pipelines ?? true,
  } as pg.ClientConfig);
  client.on("error", () => {});
  await client.connect().catch((error: unknown) => {
    throw namedPreludeError(error);
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Sends statements in one flight, one by one, so that an error names its statement, and waits for all.
 * Throws the first error, with the statement as `statement`.
 */
export async function pipeline(client: pg.Client, statements: Statement[]): Promise<void> {
  if (!(client as pg.Client & { pipeline?: boolean }).pipeline) return oneByOne(client, statements);
  holdForThisTurn(client);
  const sent = statements.map((statement) => client.query(statement as pg.QueryConfig));
  const outcomes = await Promise.allSettled(sent);
  const failed = outcomes.findIndex((outcome) => outcome.status === "rejected");
  if (failed < 0) return;
  const statement = statements[failed];
  const reason = (outcomes[failed] as PromiseRejectedResult).reason as Error;
  throw Object.assign(reason, { statement: typeof statement === "string" ? statement : statement?.text });
}

/** On a connection that does not pipeline. */
async function oneByOne(client: pg.Client, statements: Statement[]): Promise<void> {
  for (const statement of statements)
    await client.query(statement as pg.QueryConfig).catch((error: Error) => {
      throw Object.assign(error, { statement: typeof statement === "string" ? statement : statement.text });
    });
}

/**
 * The same statements in fewer messages, each answered as a whole: cheaper, and an error no longer says which
 * one it was.
 */
export function joined(statements: Statement[]): Statement[] {
  const messages: Statement[] = [];
  for (const statement of statements) {
    const last = messages.at(-1);
    // On a line of its own: the one before may end with a comment.
    if (typeof statement === "string" && typeof last === "string") {
      messages[messages.length - 1] = `${last}\n;\n${statement}`;
    } else messages.push(statement);
  }
  return messages;
}
