/**
 * At the socket, before anything parses a request: what could be read in two ways is refused, and what only a
 * proxy or a provider may say is taken out. A refused request goes through the application all the same, as a
 * harmless one, so that it is answered with a page, headers, an id and one log line like every other.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Client, Refusal } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { isFromOutside, readAddress } from "./address.ts";
import { isProbe } from "./probes.ts";

const METHODS = new Set(["GET", "HEAD", "POST"]);
const ALLOW = { Allow: [...METHODS].join(", ") };
const LOOPBACK = /^(127\.|::1$)/;
/** A header that only a proxy adds; its like says that the socket's other end is not the client. */
const FROM_PROXY = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host"];

/** Rewrites `request` in place to what the application may see of it. */
export function admit(request: IncomingMessage): Client {
  const socketAddress = request.socket.remoteAddress ?? "";
  const { rawHeaders } = request;
  const { host, ip } = readAddress({ rawHeaders, socketAddress, trustProxy: env.TRUST_PROXY });
  const client: Client = { requestId: randomUUID(), address: ip, isLocal: isLocal(request, ip) };
  const target = request.url ?? "";
  const isProbing = isProbe(pathOf(target)) && request.method !== "POST";
  const refusal = refusalOf(request.method ?? "", target, isProbing || host !== undefined);
  for (const name of Object.keys(request.headers)) if (!isFromOutside(name)) delete request.headers[name];
  const isNameless = isProbing || host === undefined;
  request.headers.host = isNameless ? env.baseUrl.host : host;
  if (!refusal) return { ...client, isProbing, isNameless };
  request.url = pathOf(target).endsWith(".data") ? "/_.data" : "/";
  request.method = request.method === "HEAD" ? "HEAD" : "GET";
  return { ...client, isNameless, refusal };
}

export const pathOf = (target: string): string => target.split("?", 1)[0] ?? "";

function refusalOf(method: string, target: string, hasHost: boolean): Refusal | undefined {
  if (!METHODS.has(method)) return { status: 405, headers: ALLOW };
  // An absolute target names a second host, and `//` a host in place of a path.
  if (!target.startsWith("/") || /^\/[/\\]/.test(target)) return { status: 400 };
  // PostgreSQL takes no NUL, and nothing here is named with one.
  if (target.includes("%00")) return { status: 400 };
  return hasHost ? undefined : { status: 400 };
}

/** Whether a program on this machine asks, and nobody through it. */
const isLocal = ({ socket, headers }: IncomingMessage, ip: string): boolean =>
  LOOPBACK.test((socket.remoteAddress ?? "").replace("::ffff:", "")) &&
  LOOPBACK.test(ip) &&
  FROM_PROXY.every((name) => headers[name] === undefined);
