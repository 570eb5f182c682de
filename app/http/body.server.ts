/** Pure of any route: reads a body within a limit, whatever its header says of the length. */
import { RequestRefused } from "./refused.ts";

/**
 * The whole body, of at most `maxBytes`. Throws RequestRefused: 413 over the limit, 400 where it was cut off.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new RequestRefused(400, `The body was cut off: ${(error as Error).name}.`);
  }
  if (size > maxBytes) throw tooLarge(maxBytes);
  return Buffer.concat(chunks);
}

const tooLarge = (maxBytes: number) => new RequestRefused(413, `A body has at most ${maxBytes} bytes here.`);
