/** The one reader of forms that bring a file: one file, in one field, within a limit. */
import { MIMEType } from "node:util";
import { readBody } from "./body.server.ts";
import { RequestRefused } from "./refused.ts";

/** What stands around the file in a body: boundaries, headers, a few small fields. */
const AROUND_MAX_BYTES = 16 * 1024;

/** The file as it was sent; undefined where none was chosen, "tooLarge" over `maxBytes`. */
export async function readUpload(
  request: Request,
  { field, maxBytes }: { field: string; maxBytes: number },
): Promise<Buffer | "tooLarge" | undefined> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!isMultipart(contentType)) throw new RequestRefused(415, "A file is sent as multipart/form-data.");
  const body = await readWithin(request, maxBytes + AROUND_MAX_BYTES);
  if (body === "tooLarge") return body;
  const form = await new Response(body, { headers: { "content-type": contentType } })
    .formData()
    .catch(() => undefined);
  if (!form) throw new RequestRefused(400, "The multipart body cannot be read.");
  const files = form.getAll(field).filter((value) => typeof value !== "string");
  const [file, ...more] = files;
  if (more.length > 0) throw new RequestRefused(400, "This form takes one file.");
  if (!file || file.size === 0) return undefined;
  if (file.size > maxBytes) return "tooLarge";
  return Buffer.from(await file.arrayBuffer());
}

/** Whoever chose a large picture is told so beside the field, as far as the body can be read to its end. */
async function readWithin(request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer> | "tooLarge"> {
  try {
    return await readBody(request, maxBytes);
  } catch (error) {
    if (error instanceof RequestRefused && error.status === 413) return "tooLarge";
    throw error;
  }
}

function isMultipart(contentType: string): boolean {
  try {
    return new MIMEType(contentType).essence === "multipart/form-data";
  } catch {
    return false;
  }
}
