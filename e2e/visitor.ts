/** Somebody without a browser: keeps cookies by hostname and follows redirects, over plain HTTP. */
import { type Answer, type Ask, ask } from "./http.ts";

const MAX_HOPS = 12;

export class Visitor {
  readonly #port: number;
  readonly #jars = new Map<string, Map<string, string>>();

  constructor(port: number) {
    this.#port = port;
  }

  /** One request, with the cookies of its host; what it sets is kept. */
  async ask(asked: Ask & { host: string }): Promise<Answer> {
    const { hostname } = new URL(`http://${asked.host}`);
    const jar = this.#jars.get(hostname) ?? new Map<string, string>();
    this.#jars.set(hostname, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(cookie && { Cookie: cookie }), ...asked.headers };
    const answer = await ask({ ...asked, port: this.#port, headers });
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/;\s*Max-Age=0\b/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  /** Follows redirects to the page where they end. */
  async go(url: string, form?: Record<string, string>): Promise<Answer> {
    let [at, body] = [new URL(url), form];
    for (let hop = 0; hop < MAX_HOPS; hop++) {
      const sent = body && {
        method: "POST",
        headers: { Origin: at.origin, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(body).toString(),
      };
      const answer = await this.ask({ host: at.host, path: `${at.pathname}${at.search}`, ...sent });
      const { location } = answer.headers;
      if (typeof location !== "string") return answer;
      [at, body] = [new URL(location, at), undefined];
    }
    throw new Error(`Too many redirects from ${url}.`);
  }
}
