/**
 * Requests as an attacker writes them: any Host, any header, nothing added. Node does not resolve
 * `*.localhost`.
 */
import { request } from "node:http";
import { E2E } from "./server.ts";

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
export type Ask = {
  method?: string;
  path?: string;
  host?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** Of another server than the one that all tests share. */
  port?: number;
};

export function ask({
  method = "GET",
  path = "/",
  host = E2E.host,
  headers = {},
  body,
  port = E2E.port,
}: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname: "127.0.0.1",
        port,
        method,
        path,
        headers: { Host: host, ...headers },
        setHost: false,
      },
      (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => {
          text += chunk;
        });
        // A server that is killed, or gives up in the middle, ends the connection and not the answer.
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
