/**
 * Pure: from a body to the fields that a form has. Nothing that a sender chooses decides the size or the
 * depth of what is made: names are looked up in a list, never read as paths, and whatever is not on the list
 * does not exist.
 */
import { MIMEType } from "node:util";
import { readBody } from "./body.server.ts";
import { RequestRefused } from "./refused.ts";

/** What a form takes by name: one value, as many as are sent, or one file. */
export type FieldList = ReadonlyMap<string, "one" | "many" | "file">;

/** Enough for every form here; a route that takes more says so. @internal */
export const FORM_MAX_BYTES = 64 * 1024;
/** Of a form with a file, all of it. */
export const UPLOAD_MAX_BYTES = 4 * 1024 * 1024;
/** Names and values that a body may bring, known or not. @internal */
export const FORM_MAX_FIELDS = 200;

const URLENCODED = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

/** Throws RequestRefused: 415 for what is no form, 413 over the limit, 400 for one that cannot be read. */
export async function readFields(
  request: Request,
  known: FieldList,
  { maxBytes = FORM_MAX_BYTES }: { maxBytes?: number } = {},
): Promise<FormData> {
  const fields = new FormData();
  for (const [name, value] of await readPairs(request, maxBytes)) {
    const arity = known.get(name);
    if (!arity) continue;
    if (arity === "one" && fields.has(name)) throw new RequestRefused(400, "A field was sent twice.");
    if (arity === "file") fields.set(name, requireFile(value));
    else fields.append(name, checked(value));
  }
  return fields;
}

/**
 * All texts, whatever their names, within the same limits: for what is only kept or shown again. A file is
 * neither, so that who loses their session over an upload finds the page again, and chooses it anew.
 */
export async function readAnyFields(request: Request): Promise<FormData> {
  const isUpload = essenceOf(request.headers.get("content-type")) === MULTIPART;
  const fields = new FormData();
  let size = 0;
  for (const [name, value] of await readPairs(request, isUpload ? UPLOAD_MAX_BYTES : FORM_MAX_BYTES)) {
    if (typeof value !== "string") continue;
    size += value.length;
    if (size > FORM_MAX_BYTES) throw new RequestRefused(413, "These fields hold too much to be kept.");
    fields.append(name, checked(value));
  }
  return fields;
}

async function readPairs(request: Request, maxBytes: number): Promise<Pairs> {
  const parse = parserFor(request.headers.get("content-type"));
  return parse(await readBody(request, maxBytes));
}

function checked(value: FormDataEntryValue): string {
  if (typeof value !== "string") throw new RequestRefused(400, "This form takes no files.");
  if (value.includes("\0")) throw new RequestRefused(400, "A field holds a NUL character.");
  return value;
}

/** Where none was chosen a browser sends one without a name, which is read as an empty text. */
function requireFile(value: FormDataEntryValue): File {
  if (value === "") return new File([], "");
  if (typeof value === "string") throw new RequestRefused(400, "This field takes a file.");
  return value;
}

type Pairs = [string, FormDataEntryValue][];
type Parse = (body: Buffer<ArrayBuffer>) => Pairs | Promise<Pairs>;

function parserFor(contentType: string | null): Parse {
  switch (essenceOf(contentType)) {
    case URLENCODED:
      return parseUrlencoded;
    case MULTIPART:
      return (body) => parseMultipart(body, contentType ?? "");
    default:
      throw new RequestRefused(415, "A form is sent urlencoded or as multipart/form-data.");
  }
}

function essenceOf(contentType: string | null): string | undefined {
  try {
    return contentType === null ? undefined : new MIMEType(contentType).essence;
  } catch {
    return undefined;
  }
}

const AMPERSAND = "&".charCodeAt(0);

/** Counted before anything is made of them. */
function parseUrlencoded(body: Buffer<ArrayBuffer>): Pairs {
  let fields = 1;
  for (const byte of body) if (byte === AMPERSAND) fields++;
  if (fields > FORM_MAX_FIELDS) throw tooMany();
  return [...new URLSearchParams(body.toString("utf8"))];
}

async function parseMultipart(body: Buffer<ArrayBuffer>, contentType: string): Promise<Pairs> {
  const form = await new Response(body, { headers: { "content-type": contentType } })
    .formData()
    .catch(() => undefined);
  if (!form) throw new RequestRefused(400, "The multipart body cannot be read.");
  const pairs: Pairs = [...form];
  if (pairs.length > FORM_MAX_FIELDS) throw tooMany();
  return pairs;
}

const tooMany = () => new RequestRefused(400, `A form has at most ${FORM_MAX_FIELDS} fields.`);
