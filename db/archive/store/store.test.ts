// Threat: half of an archive that looks like one; or a key that is read in an error.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { S3_KEY_ID, S3_SECRET, type S3StandIn, startS3StandIn } from "../../testing/s3-stand-in.ts";
import { locateFile, openStore } from "./open-store.ts";
import { type ArchiveStore, FileMissing, StoreRefused, StoreUnavailable } from "./store.ts";

const BUCKET = "backups";
let s3: S3StandIn;
let folder: string;
beforeAll(async () => {
  s3 = await startS3StandIn(BUCKET);
  for (const [name, value] of Object.entries(s3.variables)) vi.stubEnv(name, value);
});
afterAll(() => s3.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-store-"));
  s3.objects.clear();
  return () => {
    rmSync(folder, { recursive: true });
    s3.state.fails = () => false;
    expect([...s3.uploads]).toEqual([]);
  };
});

const PIECE = Buffer.alloc(1_048_576, "x");
async function* pieces(count: number, end: () => void = () => {}): AsyncGenerator<Buffer> {
  for (let n = 0; n < count; n++) yield PIECE;
  end();
}
const refusalOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error("It was not refused."),
    (error: Error) => error,
  );
const fail = () => {
  throw new Error("The source broke.");
};

describe.each([
  ["a folder", () => openStore(folder)],
  ["a bucket", () => openStore(`s3://${BUCKET}/of/tests/`)],
] as const)("%s", (_, open) => {
  let store: ArchiveStore;
  beforeEach(async () => {
    store = await open();
  });

  test("gives back what was put, in one part or in many, lists it all, and removes it", async () => {
    expect(await store.list()).toEqual([]);
    const names = ["a.tenant", "b.tenant", "c.tenant", "d.tenant", "e.tenant", "f.tenant", "g.tenant"];
    for (const name of names) expect(await store.put(name, pieces(1))).toBe(PIECE.length);
    expect(await store.list()).toEqual(names.map((name) => ({ name, bytes: PIECE.length })));
    expect(await store.put("large.tenant", pieces(35))).toBe(35 * PIECE.length);
    const read = await buffer(store.open("large.tenant"));
    expect(read.equals(Buffer.concat(Array.from({ length: 35 }, () => PIECE)))).toBe(true);
    for (const name of [...names, "large.tenant", "never.there"]) await store.remove(name);
    expect(await store.list()).toEqual([]);
  });

  test.each([
    ["one part", 1],
    ["many", 35],
  ])("has nothing under a name whose source breaks after %s", async (_parts, count) => {
    await expect(store.put("a.tenant", pieces(count, fail))).rejects.toThrow("The source broke.");
    expect(await store.list()).toEqual([]);
  });

  test("writes over nothing", async () => {
    await store.put("a.tenant", pieces(1));
    await store.put("a.tenant.of-another", pieces(1));
    await expect(store.put("a.tenant", pieces(2))).rejects.toThrow(StoreRefused);
    await expect(store.requireFree("a.tenant")).rejects.toThrow(StoreRefused);
    await store.requireFree("a.tenan");
    expect((await buffer(store.open("a.tenant"))).length).toBe(PIECE.length);
  });

  test("is read from the beginning each time, and left in the middle without harm", async () => {
    await store.put("a.tenant", pieces(4));
    for (let n = 0; n < 3; n++)
      for await (const piece of store.open("a.tenant")) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
    expect((await buffer(store.open("a.tenant"))).length).toBe(4 * PIECE.length);
  });

  test("says what is not there by its address", async () => {
    const reading = buffer(store.open("none.tenant"));
    await expect(reading).rejects.toThrow(FileMissing);
    await expect(reading).rejects.toThrow(store.addressOf("none.tenant"));
    const { store: same, name } = await locateFile(store.addressOf("none.tenant"));
    expect([same.address, name]).toEqual([store.address, "none.tenant"]);
  });
});

test.each([
  ["a part", "partNumber=2"],
  ["the beginning", "uploads"],
  ["the end", "POST /backups/large.tenant?uploadId"],
])("an upload that storage fails at %s leaves no object and no parts", async (_, at) => {
  const store = await openStore(`s3://${BUCKET}`);
  s3.state.fails = (request) => request.includes(at);
  await expect(store.put("large.tenant", pieces(35))).rejects.toThrow(StoreUnavailable);
  expect([...s3.objects]).toEqual([]);
});

test("no error has a key in it, whatever the storage says", async () => {
  const elsewhere = await openStore("s3://other-bucket/x");
  const refused = await refusalOf(elsewhere.list());
  expect(refused).toBeInstanceOf(StoreRefused);
  expect(String(refused)).toContain("s3://other-bucket/x/ cannot be read: NoSuchBucket, 404.");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAOTHEROTHEROTHER0");
  const barred = await refusalOf((await openStore(`s3://${BUCKET}`)).list());
  vi.stubEnv("AWS_ACCESS_KEY_ID", S3_KEY_ID);
  expect(String(barred)).toContain("SignatureDoesNotMatch, 403");
  for (const error of [refused, barred]) expect(String(error)).not.toMatch(`${S3_KEY_ID}|${S3_SECRET}`);
});

test.each(["s3://", "s3://x", "s3://key:secret@backups/a", "s3://Backups/a", "s3://backups//a//b"])(
  "%s is no address, and is not repeated",
  async (address) => {
    const refused = await refusalOf(openStore(address));
    expect(refused).toBeInstanceOf(StoreRefused);
    expect(String(refused)).not.toContain("secret");
  },
);

test.each([
  ["AWS_REGION", "set AWS_REGION."],
  ["AWS_ACCESS_KEY_ID", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."],
])("without %s it says what to set", async (name, words) => {
  vi.stubEnv(name, "");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "none"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "none"));
  const refused = await refusalOf((await openStore(`s3://${BUCKET}`)).list());
  for (const [each, value] of Object.entries(s3.variables)) vi.stubEnv(each, value);
  expect(refused).toBeInstanceOf(StoreRefused);
  expect(String(refused)).toContain(words);
});

test("storage that does not answer is unavailable, and no refusal", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9");
  const lost = await refusalOf((await openStore(`s3://${BUCKET}`)).list());
  vi.stubEnv("AWS_ENDPOINT_URL_S3", s3.variables.AWS_ENDPOINT_URL_S3);
  expect(lost).toBeInstanceOf(StoreUnavailable);
  expect(String(lost)).toContain("ECONNREFUSED");
});
