/** Documents and data, compressed while they stream. Files are compressed by the build. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";

/** Of brotli, 0 to 11: above this a page takes longer to compress than it saves on the way. */
const BROTLI_QUALITY = 4;

/** Events are for now, and each is small. */
const isEventStream = (response: ServerResponse): boolean =>
  String(response.getHeader("Content-Type") ?? "").startsWith("text/event-stream");

const middleware = compression({
  filter: (request, response) => !isEventStream(response) && compression.filter(request, response),
  // What React has ready is on its way at once, not when a buffer is full.
  flush: constants.Z_SYNC_FLUSH,
  brotli: {
    flush: constants.BROTLI_OPERATION_FLUSH,
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
  },
});

/** What is written to `response` from now on is compressed as the request allows; `next` writes it. */
export function compress(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  middleware(request as never, response as never, next);
}
