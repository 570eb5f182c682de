/**
 * S3-compatible storage for tests: PutObject, GetObject, DeleteObject, ListObjectsV2 in pages, and uploads in
 * parts that are one object once they are completed. Buckets are there when they are named at its start; the
 * bucket stands in the path. It checks that a request names the key that it was made with and carries a
 * signature, not that the signature is right; it knows no versions, ranges, conditions, rights, checksums, or
 * objects of more than memory holds.
 */
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Of the real one: a thousand. */
const PAGE = 3;
/** As the real one asks of every part but the last. */
const MIN_PART_BYTES = 5_242_880;

export const S3_KEY_ID = "AKIATESTTESTTESTTEST";
export const S3_SECRET = "secret-of-the-stand-in-0123456789abcdef";

type Upload = { key: string; parts: Map<number, Buffer> };
type Answer = { status: number; body?: string | Buffer; headers?: Record<string, string> };

export type S3StandIn = Awaited<ReturnType<typeof startS3StandIn>>;

export async function startS3StandIn(bucket: string) {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Upload>();
  const state = {
    /** Told what it is asked, as `PUT /bucket/key?query`; where it answers true the answer is 500. */
    fails: (_request: string): boolean => false,
    /** What it keeps of what it is given. */
    keeps: (body: Buffer): Buffer => body,
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (told) => send(response, told),
      () => response.destroy(),
    );
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { method = "", url: path = "/", headers } = request;
    const body = await buffer(request);
    const url = new URL(path, "http://s3");
    if (!isSigned(headers.authorization)) return failure(403, "SignatureDoesNotMatch");
    if (state.fails(`${method} ${path}`)) return failure(500, "InternalError");
    const [, named = "", ...rest] = url.pathname.split("/");
    if (named !== bucket) return failure(404, "NoSuchBucket");
    const key = decodeURIComponent(rest.join("/"));
    const id = url.searchParams.get("uploadId");
    if (key === "") return method === "GET" ? list(url.searchParams) : failure(405, "MethodNotAllowed");
    if (method === "POST" && url.searchParams.has("uploads")) return begin(key);
    if (id !== null) return ofUpload(method, id, Number(url.searchParams.get("partNumber")), body);
    return ofObject(method, key, body);
  }

  function ofObject(method: string, key: string, body: Buffer): Answer {
    if (method === "PUT") {
      objects.set(key, state.keeps(body));
      return { status: 200, headers: { etag: etagOf(body) } };
    }
    if (method === "DELETE") {
      objects.delete(key);
      return { status: 204 };
    }
    const found = objects.get(key);
    if (!found) return failure(404, "NoSuchKey");
    return method === "GET" ? { status: 200, body: found } : failure(405, "MethodNotAllowed");
  }

  function begin(key: string): Answer {
    const id = randomUUID();
    uploads.set(id, { key, parts: new Map() });
    return xml("InitiateMultipartUploadResult", `<UploadId>${id}</UploadId>`);
  }

  function ofUpload(method: string, id: string, number: number, body: Buffer): Answer {
    const upload = uploads.get(id);
    if (!upload) return failure(404, "NoSuchUpload");
    if (method === "PUT") {
      upload.parts.set(number, body);
      return { status: 200, headers: { etag: etagOf(body) } };
    }
    if (method === "DELETE") {
      uploads.delete(id);
      return { status: 204 };
    }
    return complete(id, upload, body.toString());
  }

  /** The parts that are named, in their order, each as it was sent. */
  function complete(id: string, { key, parts }: Upload, wanted: string): Answer {
    const named = [...wanted.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = ""]) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      etag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll("&quot;", '"') ?? "",
    }));
    const pieces = named.map(({ number, etag }) => {
      const piece = parts.get(number);
      return piece && etagOf(piece) === etag ? piece : undefined;
    });
    if (named.length === 0 || pieces.includes(undefined)) return failure(400, "InvalidPart");
    if (pieces.slice(0, -1).some((piece) => (piece?.length ?? 0) < MIN_PART_BYTES))
      return failure(400, "EntityTooSmall");
    objects.set(key, Buffer.concat(pieces as Buffer[]));
    uploads.delete(id);
    return xml("CompleteMultipartUploadResult", `<Key>${escaped(key)}</Key>`);
  }

  function list(query: URLSearchParams): Answer {
    if (query.get("list-type") !== "2") return failure(400, "InvalidArgument");
    const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
    const after = query.get("continuation-token") ?? "";
    const matching = [...objects.keys()]
      .filter((key) => key.startsWith(prefix) && key > after)
      .filter((key) => delimiter === "" || !key.slice(prefix.length).includes(delimiter))
      .sort();
    const page = matching.slice(0, PAGE);
    const next = matching.length > PAGE ? page.at(-1) : undefined;
    const contents = page.map(
      (key) => `<Contents><Key>${escaped(key)}</Key><Size>${objects.get(key)?.length}</Size></Contents>`,
    );
    const more = next ? `<NextContinuationToken>${escaped(next)}</NextContinuationToken>` : "";
    return xml(
      "ListBucketResult",
      `<IsTruncated>${next !== undefined}</IsTruncated>${more}${contents.join("")}`,
    );
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    objects,
    uploads,
    state,
    /** What the SDK reads; for this process, or for one that it starts. */
    variables: {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_REGION: "eu-test-1",
      AWS_ACCESS_KEY_ID: S3_KEY_ID,
      AWS_SECRET_ACCESS_KEY: S3_SECRET,
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const isSigned = (authorization = ""): boolean =>
  authorization.startsWith(`AWS4-HMAC-SHA256 Credential=${S3_KEY_ID}/`) &&
  /Signature=[0-9a-f]{64}$/.test(authorization);

const etagOf = (body: Buffer): string => `"${createHash("md5").update(body).digest("hex")}"`;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const xml = (name: string, inner: string, status = 200): Answer => ({
  status,
  body: `<?xml version="1.0" encoding="UTF-8"?><${name}>${inner}</${name}>`,
  headers: { "content-type": "application/xml" },
});

/** Its words repeat the key, as a real one's may. */
const failure = (status: number, code: string): Answer =>
  xml("Error", `<Code>${code}</Code><Message>Refused to ${S3_KEY_ID}.</Message>`, status);

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body ?? "") });
  response.end(body);
}
