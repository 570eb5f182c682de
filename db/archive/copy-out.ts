/** What COPY sends, in pieces of any size. */
import { once } from "node:events";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";

/** Read to its end, the client is ready for more. `source`: a table or a query, as COPY takes it. */
export async function* copyOut(client: pg.Client, source: string): AsyncGenerator<Buffer> {
  const isReady = once(client, "drain");
  // Where the connection is lost, whoever reads hears of it.
  isReady.catch(() => {});
  yield* client.query(copyTo(`COPY ${source} TO STDOUT`)) as AsyncIterable<Buffer>;
  await isReady;
}
