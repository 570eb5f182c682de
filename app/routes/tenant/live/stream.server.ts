/**
 * One open page's stream: that something of a kind changed, and never what. It ends with the right to hear
 * it: when the session is over, when the person is out, when the tenant is moved, renamed or does not serve.
 */
import type { LiveChanges, Tenant } from "#app/db.server.ts";
import { ANYTHING, changeText, HEARTBEAT, type Hello, helloText } from "./event-text.ts";
import {
  CHECKED_EVERY_MS,
  GATHERED_MS,
  HEARTBEAT_MS,
  MAX_KINDS_TOLD,
  MAX_STREAM_MS,
  MAX_UNREAD_CHUNKS,
  RETRY_MS,
  STREAM_LIMITS,
} from "./live-limits.ts";
import { type OpenPlaces, openPlaces } from "./open-places.ts";

/** Of this process. */
const places = openPlaces(STREAM_LIMITS);

type Options = {
  changes: LiveChanges;
  tenant: Tenant;
  userId: string;
  /** Asked anew, without its counting as use of the session. */
  isStillIn(): Promise<boolean>;
  /** When the page was made that asks; milliseconds of the server's clock. */
  sinceMs: number;
  build: string | undefined;
  signal: AbortSignal;
  places?: OpenPlaces;
};

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store, no-transform",
  // For proxies that gather an answer before they pass it on.
  "X-Accel-Buffering": "no",
  // Its socket is of no use to anybody else, and a server that goes away need not wait for it.
  Connection: "close",
};

/** Undefined where there is no room. Throws as `LiveChanges.watch` does. */
export async function openStream(options: Options): Promise<Response | undefined> {
  const { changes, tenant, userId, sinceMs, build, signal } = options;
  const giveBack = (options.places ?? places).take({ tenantId: tenant.id, userId });
  if (!giveBack) return undefined;
  const stream = eventStream();
  const gathered = gathering((kinds) => stream.write(changeText(kinds)));
  const check = () =>
    options.isStillIn().then(
      (isIn) => (isIn ? undefined : stream.end()),
      () => stream.end(),
    );
  const watcher = {
    ...{ tenantId: tenant.id, userId, onChanged: gathered.add },
    onDoubt: () => void check(),
    onOver: () => stream.end(),
  };
  const timers = [
    setInterval(() => stream.write(HEARTBEAT), HEARTBEAT_MS),
    setInterval(() => void check(), CHECKED_EVERY_MS),
    setTimeout(() => stream.end(), MAX_STREAM_MS),
  ];
  const watching = changes.watch(tenant, watcher);
  void stream.ended.then(() => {
    for (const timer of timers) clearTimeout(timer);
    gathered.drop();
    giveBack();
    watching.then(
      ({ stop }) => stop(),
      () => {},
    );
  });
  signal.addEventListener("abort", () => stream.end(), { once: true });
  if (signal.aborted) stream.end();
  try {
    const { mayHaveMissed } = await watching;
    const hello: Hello = { build, missed: mayHaveMissed(sinceMs) };
    stream.write(helloText(hello, retryMs()));
  } catch (error) {
    stream.end();
    throw error;
  }
  return new Response(stream.body, { headers: HEADERS });
}

const retryMs = () => Math.round(RETRY_MS.least + Math.random() * (RETRY_MS.most - RETRY_MS.least));

/** A body that can be written to, and that lets go of a reader who does not keep up. */
function eventStream() {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let settle = () => {};
  const ended = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const end = () => {
    const open = controller;
    controller = undefined;
    open?.close();
    settle();
  };
  const cancel = () => {
    controller = undefined;
    settle();
  };
  const body = new ReadableStream<Uint8Array>({
    start: (made) => {
      controller = made;
    },
    cancel,
  });
  const write = (text: string) => {
    if (!controller) return;
    if ((controller.desiredSize ?? 0) < -MAX_UNREAD_CHUNKS) return end();
    controller.enqueue(encoder.encode(text));
  };
  return { body, write, end, ended };
}

/** What comes within a moment is told at its end, each kind once. */
function gathering(tell: (kinds: string[]) => void) {
  const kinds = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    tell(kinds.size > MAX_KINDS_TOLD || kinds.has(ANYTHING) ? [ANYTHING] : [...kinds]);
    kinds.clear();
  };
  return {
    add: (kind: string | undefined) => {
      kinds.add(kind ?? ANYTHING);
      timer ??= setTimeout(flush, GATHERED_MS);
    },
    drop: () => clearTimeout(timer),
  };
}
