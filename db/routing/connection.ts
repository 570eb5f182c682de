/** One connection to a server: opened within a limit, its errors heard, its end known. */
import pg from "pg";
import { namedPreludeError } from "./sql-errors.ts";

export type Connection = {
  client: pg.Client;
  /** False from the moment at which the server or the network ended it. */
  isUsable(): boolean;
  /** Says goodbye, after what is under way. */
  end(): void;
  /** Cuts it off. */
  destroy(): void;
};

/** Throws DatabaseUnavailable, PlacementUnavailable or ConnectionLimitReached. */
export async function openConnection(
  connectionString: string,
  name: string,
  { connectTimeoutMs }: { connectTimeoutMs: number },
): Promise<Connection> {
  const client = new pg.Client({
    connectionString,
    application_name: name,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    pipeline: true,
  } as pg.ClientConfig);
  let isUsable = true;
  const lost = () => {
    isUsable = false;
  };
  // Without a listener the error of an idle connection would end the process.
  client.on("error", lost);
  client.on("end", lost);
  try {
    await client.connect();
  } catch (error) {
    throw namedPreludeError(error);
  }
  const end = () => {
    isUsable = false;
    client.end().catch(() => {});
  };
  return {
    client,
    isUsable: () => isUsable,
    end,
    destroy: () => {
      isUsable = false;
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    },
  };
}
