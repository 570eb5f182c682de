/** Stands between the provider's library and the stand-in's API, and does to a call what a test wants. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { localIdentity } from "../instance.server.ts";

type Refusal = { status: number; headers?: Record<string, string> };
/** Before a call is passed on; a refusal is answered in its place, "gone" cuts the connection. */
export type Before = (path: string) => Promise<Refusal | "gone" | undefined> | Refusal | "gone" | undefined;

export async function standBetween() {
  const standIn = localIdentity();
  const { apiUrl } = standIn;
  const calls: { path: string; at: number }[] = [];
  let before: Before = () => undefined;
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "/";
    calls.push({ path, at: performance.now() });
    const refusal = await before(path);
    if (refusal === "gone") return void request.socket.destroy();
    if (refusal) {
      response.writeHead(refusal.status, { "content-type": "application/json", ...refusal.headers });
      return void response.end(JSON.stringify({ errors: [{ code: "refused", message: "refused" }] }));
    }
    const answer = await fetch(new URL(path, apiUrl), {
      method: request.method ?? "GET",
      headers: { authorization: request.headers.authorization ?? "", "content-type": "application/json" },
      ...(request.method === "GET" ? {} : { body: await textOf(request) }),
    });
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(await answer.text());
  };
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  standIn.apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    calls,
    /** Until the next; undefined: everything is passed on. */
    do(next?: Before) {
      before = next ?? (() => undefined);
      calls.length = 0;
    },
    async stop() {
      standIn.apiUrl = apiUrl;
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
