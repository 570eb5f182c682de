/**
 * S3-compatible storage, with the SDK's own variables (AWS_ACCESS_KEY_ID, AWS_REGION, AWS_ENDPOINT_URL, …).
 * With an endpoint of another maker's the bucket stands in the path.
 */

import { Readable } from "node:stream";
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { S3Address } from "../../s3-address.ts";
import { type ArchiveStore, FileMissing, type StoredFile, StoreRefused, StoreUnavailable } from "./store.ts";

/** An object has 10,000 parts at most: so one archive is 160 GB at most. A part is held in memory. */
const PART_BYTES = 16_777_216;
/** One after the other: where one fails nothing more is read. */
const PARTS_AT_ONCE = 1;
const CONNECT_TIMEOUT_MS = 10_000;
/** Without a byte from the other side. */
const SILENCE_TIMEOUT_MS = 60_000;

export function openBucket({ bucket, prefix }: S3Address): ArchiveStore {
  const client = connect();
  const place: Place = { client, bucket, folder: prefix && `${prefix}/` };
  const addressOf = (name: string) => `s3://${bucket}/${place.folder}${name}`;
  return {
    address: prefix ? `s3://${bucket}/${prefix}` : `s3://${bucket}`,
    addressOf,
    requireFree: (name) => requireFree(place, name),
    put: (name, bytes) => upload(place, name, bytes),
    list: () => listObjects(place, ""),
    open: (name) => download(place, name),
    remove: (name) =>
      attempt(addressOf(name), "removed", async () => {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: place.folder + name }));
      }),
  };
}

type Place = { client: S3Client; bucket: string; folder: string };

const connect = (): S3Client =>
  new S3Client({
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 || process.env.AWS_ENDPOINT_URL),
    // What other makers do not know. An archive has a hash of its own, and is read again.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_TIMEOUT_MS },
  });

/** The parts become the object with the last call; until then, and where it fails, there is none. */
async function upload(place: Place, name: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  const { client, bucket, folder } = place;
  const address = `s3://${bucket}/${folder}${name}`;
  await requireFree(place, name);
  let size = 0;
  let broken: unknown;
  const counted = async function* () {
    try {
      for await (const piece of bytes) {
        size += piece.length;
        yield piece;
      }
    } catch (error) {
      broken = error;
      throw error;
    }
  };
  const params = {
    Bucket: bucket,
    Key: folder + name,
    Body: Readable.from(counted(), { objectMode: false }),
  };
  try {
    await new Upload({ client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE }).done();
  } catch (error) {
    // Where the storage fails, the source is told to end: that is no failure of its own.
    throw error === broken ? error : failureOf(address, "written", error);
  }
  return size;
}

async function requireFree(place: Place, name: string): Promise<void> {
  const there = await listObjects(place, name);
  if (!there.some((file) => file.name === name)) return;
  const address = `s3://${place.bucket}/${place.folder}${name}`;
  throw new StoreRefused(`There is an object ${address} already. Choose another name, or remove it.`);
}

/** Of those whose name begins so; a page of them after the other. */
async function listObjects({ client, bucket, folder }: Place, begin: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  let more: string | undefined;
  do {
    const page = await attempt(`s3://${bucket}/${folder}`, "read", () =>
      client.send(
        new ListObjectsV2Command({
          ...{ Bucket: bucket, Prefix: folder + begin, Delimiter: "/" },
          ContinuationToken: more,
        }),
      ),
    );
    for (const { Key = "", Size = 0 } of page.Contents ?? [])
      if (Key.length > folder.length) files.push({ name: Key.slice(folder.length), bytes: Size });
    more = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (more);
  return files;
}

async function* download({ client, bucket, folder }: Place, name: string): AsyncGenerator<Buffer> {
  const address = `s3://${bucket}/${folder}${name}`;
  const { Body } = await attempt(address, "read", () =>
    client.send(new GetObjectCommand({ Bucket: bucket, Key: folder + name })),
  );
  const stream = Body as Readable | undefined;
  if (!stream) return;
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    throw failureOf(address, "read", error);
  } finally {
    stream.destroy();
  }
}

async function attempt<T>(address: string, done: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(address, done, error);
  }
}

type SdkError = Error & { code?: string; $metadata?: { httpStatusCode?: number } };

/** What the storage said by its name: its words may repeat a key. */
function failureOf(address: string, done: string, error: unknown): Error {
  const { name, code, message, $metadata } = error as SdkError;
  const unset = UNSET.find(({ says }) => says.test(`${name}: ${message}`));
  if (unset)
    return new StoreRefused(`${address} cannot be ${done}: set ${unset.variables}.`, { cause: error });
  const status = $metadata?.httpStatusCode ?? 0;
  const why = `${address} cannot be ${done}: ${[code ?? name, status || ""].filter(Boolean).join(", ")}.`;
  if (name === "NoSuchKey") return new FileMissing(why, { cause: error });
  return isRefusal(status)
    ? new StoreRefused(why, { cause: error })
    : new StoreUnavailable(why, { cause: error });
}

/** What the SDK throws where it lacks something, by name or words. */
const UNSET = [
  { says: /^Error: Region (is missing|not accepted)/, variables: "AWS_REGION" },
  { says: /^CredentialsProviderError:/, variables: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" },
];

const isRefusal = (status: number): boolean =>
  status >= 300 && status < 500 && status !== 429 && status !== 408;
