/** Members who add projects by form, over HTTP, while their workspace moves; each keeps what was answered. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./http.ts";
import { Visitor } from "./visitor.ts";

const SEE_OTHER = 303;
const OK = 200;
const UNAVAILABLE = 503;
/** Between two tries, as a person would wait who is told to. */
const PATIENCE_MS = 50;

type Member = { port: number; slug: string; personId: string };

export type Members = {
  /** Names of projects that were answered with their page's address. */
  acknowledged: string[];
  /** What no member should have seen: an answer that nobody expects, an own project that is not found. */
  surprises: string[];
  /** Once so many more were acknowledged, or somebody was surprised. */
  more(count: number): Promise<void>;
  stop(): Promise<void>;
};

/** `count` of them, all of one person: each goes on until it is acknowledged, with the same form. */
export async function startMembers({ port, slug, personId }: Member, count: number): Promise<Members> {
  const host = `${slug}.app.localhost:${port}`;
  const visitor = new Visitor(port);
  const signedIn = await visitor.go(`http://app.localhost:${port}/sign-in`, { userId: personId });
  const first = await visitor.go(`http://${host}/projects`);
  if (first.status !== OK) throw new Error(`Signed in: ${signedIn.status}, the list: ${first.status}.`);
  const acknowledged: string[] = [];
  const surprises: string[] = [];
  let isOver = false;

  /** Undefined where nobody answers, or the answer is to come again later. */
  const tryOnce = async (path: string, form?: Record<string, string>): Promise<Answer | undefined> => {
    const sent = form && {
      method: "POST",
      headers: { Origin: `http://${host}`, "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    };
    const answer = await visitor.ask({ host, path, ...sent }).catch(() => undefined);
    return answer?.status === UNAVAILABLE ? undefined : answer;
  };
  const patiently = async (path: string, form?: Record<string, string>): Promise<Answer | undefined> => {
    for (;;) {
      const answer = await tryOnce(path, form);
      // A form that was sent is sent until it is answered: whether it was taken is asked in the end.
      if (answer || (isOver && !form)) return answer;
      await sleep(PATIENCE_MS);
    }
  };
  const member = async (who: number) => {
    for (let n = 1; !isOver; n++) {
      const name = `Member ${who}, project ${n}`;
      const form = { name, description: "", status: "active", isPublic: "on", formKey: randomUUID() };
      const answer = await patiently("/projects/new", form);
      const { location } = answer?.headers ?? {};
      if (answer?.status !== SEE_OTHER || typeof location !== "string") {
        surprises.push(`${name}: answered ${answer?.status} ${answer?.body.slice(0, 2_000)}`);
        return;
      }
      acknowledged.push(name);
      const seen = await patiently(location);
      if (seen && !(seen.status === OK && seen.body.includes(name)))
        surprises.push(`${name}: its own page answered ${seen.status}`);
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, at) => member(at + 1)));
  return {
    acknowledged,
    surprises,
    more: async (wanted) => {
      const until = acknowledged.length + wanted;
      while (acknowledged.length < until && surprises.length === 0)
        await Promise.race([all, sleep(PATIENCE_MS)]);
    },
    stop: async () => {
      isOver = true;
      await all;
    },
  };
}
