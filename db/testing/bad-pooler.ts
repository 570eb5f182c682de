/**
 * A small TCP pooler in transaction mode, with one connection to the server for each login and database, that
 * is wrong in the ways in which real ones are:
 * - `mixes`: hands its server on at the first ReadyForQuery outside a transaction, though more of the same
 *   client is under way.
 * - `refuses-set`: takes no SET in a message with more than one statement.
 * - `no-flights`: ends a client that sends more before it was answered.
 * - `none`: as it should be.
 */
import { createServer, type Socket } from "node:net";
import pg from "pg";
import {
  askPassword,
  asksForReady,
  isIdle,
  type Message,
  messageReader,
  ready,
  refusal,
  rollback,
  startupOf,
  textOf,
  welcome,
} from "./wire.ts";

export type Fault = "mixes" | "refuses-set" | "no-flights" | "none";
export type BadPooler = {
  port: number;
  /** Clients that have sent something and wait for a server. */
  waiting(): Promise<number>;
  stop(): Promise<void>;
};

type PoolClient = { socket: Socket; waiting: Message[] };
type Backend = {
  waiting(): number;
  send(client: PoolClient): void;
  gone(client: PoolClient): void;
  close(): void;
};

const SET_IN_COMPANY = /;\s*SET\b/i;

export async function startBadPooler(serverPort: number, fault: Fault): Promise<BadPooler> {
  const backends = new Map<string, Promise<Backend>>();
  const sockets = new Set<Socket>();
  const backendOf = (user: string, database: string, password: string) => {
    const key = `${user}/${database}`;
    const known = backends.get(key) ?? openBackend({ user, database, password, port: serverPort }, fault);
    backends.set(key, known);
    return known;
  };
  const server = createServer((socket) => {
    sockets.add(socket.setNoDelay(true));
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    serve(socket, backendOf);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    waiting: async () => {
      const all = await Promise.all(backends.values());
      return all.reduce((sum, backend) => sum + backend.waiting(), 0);
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      for (const backend of await Promise.all(backends.values())) backend.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Find = (user: string, database: string, password: string) => Promise<Backend>;

/** A client says who it is and its password; from then on its messages go to the backend. */
function serve(socket: Socket, find: Find): void {
  socket.once("data", (startup: Buffer) => {
    const { user = "", database = "" } = startupOf(startup);
    socket.write(askPassword);
    const read = messageReader();
    const client: PoolClient = { socket, waiting: [] };
    let backend: Backend | undefined;
    socket.on("data", (chunk: Buffer) => {
      const messages = read(chunk).filter(({ type }) => type !== "X");
      if (backend) {
        client.waiting.push(...messages);
        return backend.send(client);
      }
      const [password] = messages;
      if (!password) return;
      find(user, database, textOf(password)).then(
        (found) => {
          backend = found;
          socket.on("close", () => found.gone(client));
          socket.write(Buffer.concat([welcome, ready]));
        },
        (error: Error) => socket.end(refusal(error.message)),
      );
    });
  });
}

type Login = { user: string; password: string; database: string; port: number };

async function openBackend(login: Login, fault: Fault): Promise<Backend> {
  const upstream = await logIn(login);
  const read = messageReader();
  const queue: PoolClient[] = [];
  let owner: PoolClient | undefined;
  /** ReadyForQuery messages that the owner has asked for and not got. */
  let due = 0;

  let isInTransaction = false;

  const forward = (client: PoolClient) => {
    const messages = client.waiting.splice(0);
    const passed = messages.filter((one) => !isRefused(one, fault, client.socket));
    const asked = passed.filter(asksForReady).length;
    if (fault === "no-flights" && passed.length > 0 && (due > 0 || asked > 1)) {
      return void client.socket.destroy();
    }
    due += asked;
    for (const { bytes } of passed) upstream.write(bytes);
    if (passed.length === 0 && due === 0 && !isInTransaction) handOn();
  };
  const handOn = () => {
    owner = queue.shift();
    due = 0;
    if (owner) forward(owner);
  };
  upstream.on("data", (chunk: Buffer) => {
    for (const one of read(chunk)) {
      // Whose answer it is nobody asks: it goes to whom the server belongs now.
      owner?.socket.write(one.bytes);
      if (one.type !== "Z") continue;
      due--;
      isInTransaction = !isIdle(one);
      if (!isInTransaction && (fault === "mixes" || due <= 0)) handOn();
    }
  });
  return {
    waiting: () => queue.length,
    send: (client) => {
      if (client === owner) return forward(client);
      if (!queue.includes(client)) queue.push(client);
      if (!owner) handOn();
    },
    gone: (client) => {
      const at = queue.indexOf(client);
      if (at >= 0) queue.splice(at, 1);
      if (client !== owner) return;
      if (due === 0 && !isInTransaction) return handOn();
      due++;
      upstream.write(rollback);
    },
    close: () => upstream.destroy(),
  };
}

function isRefused(one: Message, fault: Fault, socket: Socket): boolean {
  if (fault !== "refuses-set" || one.type !== "Q" || !SET_IN_COMPANY.test(textOf(one))) return false;
  socket.write(Buffer.concat([refusal("SET is not allowed among several statements"), ready]));
  return true;
}

/** Comes in as a driver does, and takes the socket away from it. */
async function logIn({ user, password, database, port }: Login): Promise<Socket> {
  const client = new pg.Client({ user, password, database, port, host: "127.0.0.1" });
  client.on("error", () => {});
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners("data");
  return stream;
}
