/** The parts of the provider's Backend API that the app calls, on a port of the loopback interface. */
import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ControlDb } from "#app/db.server.ts";
import { invitationRoutes } from "./api/invitations.ts";
import { membershipRoutes } from "./api/memberships.ts";
import { organizationRoutes } from "./api/organizations.ts";
import { ApiError, type ApiRoutes, findHandler, notFound, toErrorAnswer } from "./api/router.ts";
import { sessionRoutes } from "./api/sessions.ts";
import { userRoutes } from "./api/users.ts";

const routes: ApiRoutes = {
  ...userRoutes,
  ...organizationRoutes,
  ...membershipRoutes,
  ...invitationRoutes,
  ...sessionRoutes,
};

const MAX_BODY_BYTES = 1024 * 1024;
const VERSION_PREFIX = "/v1";

export type Listener = { url: string; stop(): Promise<void> };

/** `onChange` is called after each call that may have written. */
export async function startListener(
  controlDb: ControlDb,
  secretKey: string,
  onChange: () => void,
): Promise<Listener> {
  const server = createServer((request, response) => {
    void answer(request, response, { controlDb, secretKey }).then(() => {
      if (request.method !== "GET") onChange();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

type Held = { controlDb: ControlDb; secretKey: string };

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { controlDb, secretKey }: Held,
): Promise<void> {
  try {
    requireSecretKey(request, secretKey);
    send(response, 200, await handle(request, controlDb));
  } catch (error) {
    const { status, body } = toErrorAnswer(error);
    send(response, status, body);
  }
}

function requireSecretKey(request: IncomingMessage, secretKey: string): void {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${secretKey}`);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new ApiError(401, "authentication_invalid", "The secret key is missing or wrong.");
}

async function handle(request: IncomingMessage, controlDb: ControlDb): Promise<object> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  if (!url.pathname.startsWith(`${VERSION_PREFIX}/`)) throw notFound();
  const match = findHandler(routes, request.method ?? "GET", url.pathname.slice(VERSION_PREFIX.length));
  if (!match) throw notFound();
  const { params } = match;
  return match.handler({ controlDb, params, query: url.searchParams, body: await readJson(request) });
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ApiError(413, "request_too_large", "The body is too large.");
    chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new ApiError(400, "request_body_invalid", "The body is not JSON.");
  }
}

/** The content type must be exactly this: with a charset the SDK reads nothing. */
function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
