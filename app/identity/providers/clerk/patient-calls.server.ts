/** Many calls of the provider, one after the other and within its limits. */
import { setTimeout as wait } from "node:timers/promises";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { ProviderUnavailable } from "../../provider-errors.ts";
import { answered } from "./client.server.ts";

/** How often one call is made again because the provider asked for patience. */
const MAX_WAITS = 5;
/** Asked for patience without a word of how much. */
const DEFAULT_WAIT_S = 10;
/** Longer than this nobody waits. */
const MAX_WAIT_S = 60;
const TOO_MANY = 429;
const NOT_FOUND = 404;

/** Makes a call when its turn comes. Throws ProviderUnavailable. */
export type Ask = <T>(call: () => Promise<T>) => Promise<T>;

/** One call after the other, with a pause between them. */
export function inTurn(pauseMs: number, signal: AbortSignal | undefined): Ask {
  let isFirst = true;
  return async (call) => {
    signal?.throwIfAborted();
    if (!isFirst && pauseMs > 0) await wait(pauseMs);
    isFirst = false;
    return patiently(call);
  };
}

/** As the provider says: "after so many seconds". */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let waits = 0; ; waits++) {
    try {
      return await answered(call());
    } catch (error) {
      const waitS = waitAsked(error);
      if (waitS === undefined) throw isClerkAPIResponseError(error) ? refused(error) : error;
      if (waits === MAX_WAITS || waitS > MAX_WAIT_S) throw new ProviderUnavailable({ cause: error });
      await wait(waitS * 1000);
    }
  }
}

/** A list is never refused to who has the right key. */
const refused = (cause: Error) => new ProviderUnavailable({ cause });

/** Undefined where that is not what it asks for. */
function waitAsked(error: unknown): number | undefined {
  const cause = error instanceof ProviderUnavailable ? error.cause : error;
  if (!isClerkAPIResponseError(cause) || cause.status !== TOO_MANY) return undefined;
  return cause.retryAfter ?? DEFAULT_WAIT_S;
}

export async function unlessNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.status === NOT_FOUND) return undefined;
    throw error;
  }
}
