/**
 * A browser without a network: requests go straight to the application's handler, cookies and redirects are
 * followed.
 */
import type { Client } from "../../app/context.ts";

export type Handle = (request: Request, client: Client) => Promise<Response>;

export const CLIENT: Client = { requestId: "bench", address: "127.0.0.1", isLocal: false };

export class Browser {
  readonly #handle: Handle;
  readonly #jars = new Map<string, Map<string, string>>();

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  cookiesFor(url: string): string {
    const jar = this.#jars.get(new URL(url).hostname) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Follows redirects to the page where they end. */
  async go(url: string, form?: Record<string, string>): Promise<{ url: string; response: Response }> {
    let [at, body] = [url, form];
    for (let hop = 0; hop < 12; hop++) {
      const response = await this.#once(at, body);
      this.#keep(at, response);
      const location = response.headers.get("location");
      if (!location) return { url: at, response };
      await response.body?.cancel();
      at = new URL(location, at).href;
      body = undefined;
    }
    throw new Error(`Too many redirects from ${url}.`);
  }

  #once(url: string, form?: Record<string, string>): Promise<Response> {
    const { host, origin } = new URL(url);
    const headers: Record<string, string> = { Host: host, Cookie: this.cookiesFor(url) };
    if (!form) return this.#handle(new Request(url, { headers }), CLIENT);
    headers.Origin = origin;
    return this.#handle(
      new Request(url, { method: "POST", headers, body: new URLSearchParams(form) }),
      CLIENT,
    );
  }

  #keep(url: string, response: Response): void {
    const { hostname } = new URL(url);
    const jar = this.#jars.get(hostname) ?? new Map<string, string>();
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    this.#jars.set(hostname, jar);
  }
}
