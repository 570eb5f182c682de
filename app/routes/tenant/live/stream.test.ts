// Threat: one person, or one workspace, holds all the streams; somebody who is out goes on being told.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveChanges, Tenant } from "#app/db.server.ts";
import { changeText, helloText, readHello, readKinds } from "./event-text.ts";
import {
  CHECKED_EVERY_MS,
  GATHERED_MS,
  HEARTBEAT_MS,
  MAX_STREAM_MS,
  MAX_UNREAD_CHUNKS,
} from "./live-limits.ts";
import { openPlaces } from "./open-places.ts";
import { openStream } from "./stream.server.ts";

type Watcher = Parameters<LiveChanges["watch"]>[1];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tenant = { id: "tenant" } as Tenant;
const LIMITS = { process: 4, tenant: 3, person: 2 };

function world(limits = LIMITS) {
  const places = openPlaces(limits);
  const watchers: Watcher[] = [];
  const stopped = vi.fn();
  const isStillIn = vi.fn(async () => true);
  const changes = {
    watch: async (_: Tenant, watcher: Watcher) => {
      watchers.push(watcher);
      return { mayHaveMissed: (sinceMs: number) => sinceMs < 1_000, stop: stopped };
    },
  } as unknown as LiveChanges;
  const leaving = new AbortController();
  const open = (userId = "ada", of: Tenant = tenant) =>
    openStream({
      ...{ changes, tenant: of, userId, isStillIn, places },
      ...{ sinceMs: 5_000, build: "b1", signal: leaving.signal },
    });
  return { places, watchers, stopped, isStillIn, leaving, open };
}

/** What has been written and not been read yet; undefined at the end. */
async function read(reader: ReadableStreamDefaultReader<Uint8Array> | undefined) {
  const chunk = await reader?.read();
  return chunk?.done ? undefined : new TextDecoder().decode(chunk?.value);
}

async function opened(at: ReturnType<typeof world>) {
  const response = await at.open();
  const reader = response?.body?.getReader();
  const hello = await read(reader);
  return { response, reader, hello, watcher: at.watchers.at(-1) };
}

test("a stream says hello with the build, and whether something was missed", async () => {
  const { hello, response } = await opened(world());
  expect(hello).toMatch(/^retry: \d+\nevent: hello\ndata: \{"build":"b1","missed":false\}\n\n$/);
  expect(response?.headers.get("X-Accel-Buffering")).toBe("no");
  expect(response?.headers.get("Cache-Control")).toContain("no-store");
});

test("changes that come together are told together, each kind once, and nothing else of them", async () => {
  const { reader, watcher } = await opened(world());
  for (const kind of ["project", "member", "project"]) watcher?.onChanged(kind);
  vi.advanceTimersByTime(GATHERED_MS);
  expect(await read(reader)).toBe("event: change\ndata: project member\n\n");
  watcher?.onChanged("project");
  watcher?.onChanged(undefined);
  vi.advanceTimersByTime(GATHERED_MS);
  expect(await read(reader)).toBe(changeText(["*"]));
});

test("while nothing changes a comment goes out at intervals, and the stream ends by itself", async () => {
  const at = world();
  const { reader } = await opened(at);
  vi.advanceTimersByTime(HEARTBEAT_MS);
  expect(await read(reader)).toBe(":\n\n");
  vi.advanceTimersByTime(MAX_STREAM_MS);
  await vi.waitFor(() => expect(at.stopped).toHaveBeenCalledOnce());
  expect(at.places.count()).toBe(0);
});

test("no more are open than the limits say, for a person, a tenant and the process", async () => {
  const { open, leaving, places } = world();
  const elsewhere = { id: "elsewhere" } as Tenant;
  expect(await Promise.all([open("ada"), open("ada"), open("ada")])).toContain(undefined);
  expect(await open("ada", elsewhere)).toBeUndefined();
  expect(await open("alan")).toBeDefined();
  expect(await open("grace")).toBeUndefined();
  expect(await open("grace", elsewhere)).toBeDefined();
  expect(await open("vera", elsewhere)).toBeUndefined();
  leaving.abort();
  await vi.waitFor(() => expect(places.count()).toBe(0));
});

test("whoever is out when it is looked at anew hears nothing more; whoever is in goes on", async () => {
  const at = world();
  const { reader, watcher } = await opened(at);
  watcher?.onDoubt();
  await vi.waitFor(() => expect(at.isStillIn).toHaveBeenCalledOnce());
  watcher?.onChanged("project");
  vi.advanceTimersByTime(GATHERED_MS);
  expect(await read(reader)).toBe(changeText(["project"]));
  at.isStillIn.mockResolvedValue(false);
  watcher?.onDoubt();
  expect(await read(reader)).toBeUndefined();
  await vi.waitFor(() => expect(at.stopped).toHaveBeenCalledOnce());
});

test("a session that ends by the clock ends its stream, and so does not knowing", async () => {
  for (const answer of [async () => false, () => Promise.reject(new Error("down"))]) {
    const at = world();
    const { reader } = await opened(at);
    at.isStillIn.mockImplementation(answer);
    vi.advanceTimersByTime(CHECKED_EVERY_MS);
    const said: (string | undefined)[] = [];
    do said.push(await read(reader));
    while (said.at(-1) !== undefined);
    expect(at.places.count()).toBe(0);
  }
});

test("a reader who does not keep up, or is gone, is let go", async () => {
  const slow = world();
  await opened(slow);
  vi.advanceTimersByTime(HEARTBEAT_MS * (MAX_UNREAD_CHUNKS + 3));
  await vi.waitFor(() => expect(slow.places.count()).toBe(0));
  const gone = world();
  const { reader } = await opened(gone);
  await reader?.cancel();
  await vi.waitFor(() => expect(gone.stopped).toHaveBeenCalledOnce());
  expect(gone.places.count()).toBe(0);
});

test("a page takes what it does not know for nothing", () => {
  expect(readHello("not json")).toBeUndefined();
  expect(readHello('{"build":5,"missed":"yes"}')).toEqual({ build: undefined, missed: false });
  expect(readKinds("project  member")).toEqual(["project", "member"]);
  expect(helloText({ build: "b\n\nevent: x", missed: true }, 1)).not.toContain("\n\nevent: x");
});
