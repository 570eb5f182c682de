/**
 * What node:http could not read as a request at all: answered in bytes, with the headers and the line of
 * every answer.
 */
import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import { log } from "#app/telemetry/log.server.ts";
import { plainHeaders } from "./security-headers.server.ts";

const REASONS = {
  400: "Bad Request",
  408: "Request Timeout",
  413: "Content Too Large",
  431: "Request Header Fields Too Large",
} as const;

const STATUS_OF: Record<string, keyof typeof REASONS> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** For the server's `clientError`. `isAnswered`: an answer on this socket has begun, or is being made. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex, isAnswered: boolean): void {
  if (!socket.writable || isAnswered) return void socket.destroy();
  const status = STATUS_OF[error.code ?? ""] ?? 400;
  const requestId = randomUUID();
  const headers = {
    ...plainHeaders(requestId),
    "Content-Type": "text/plain; charset=utf-8",
    Connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\n${lines.join("\r\n")}\r\n\r\n${REASONS[status]}\n`);
  log.info({ requestId, status, code: error.code });
}
