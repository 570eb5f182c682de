/** What the browser asked the server for, and got no answer of ours to. */
import { type DataStrategyResult, isRouteErrorResponse } from "react-router";

/** A form was sent. Its page, and whether anything of it can have arrived. */
export type Sent = { form?: string; outcome: "nothing" | "notSaved" | "unknown" };

type Why = { reason: "offline" } | { reason: "unreachable"; status?: number };

export class NotReached extends Error {
  readonly reason: Why["reason"];
  /** What stood between answered with. */
  readonly status: number | undefined;
  readonly sent: Sent | undefined;

  constructor(why: Why, sent: Sent | undefined, cause: unknown) {
    super(`The server was not reached: ${why.reason}.`, { cause });
    this.name = "NotReached";
    this.reason = why.reason;
    this.status = why.reason === "unreachable" ? why.status : undefined;
    this.sent = sent;
  }
}

type Args = { request: Request };
type Results = Record<string, DataStrategyResult>;

/**
 * Around every question that a page asks by script. Until it is answered the address is still that of the
 * page that asks.
 */
export async function tellNotReached({ request }: Args, next: () => Promise<Results>): Promise<Results> {
  const sent = sentFrom(request, { isOnline: navigator.onLine, form: location.pathname + location.search });
  const results = await next();
  if (request.signal.aborted) return results;
  for (const result of Object.values(results)) {
    if (result.type === "error") result.result = notReached(result.result, navigator.onLine, sent);
  }
  return results;
}

function sentFrom({ method }: Request, { isOnline, form }: { isOnline: boolean; form: string }) {
  if (method === "GET") return undefined;
  return { form, outcome: isOnline ? ("unknown" as const) : ("nothing" as const) };
}

/**
 * The error itself where an answer of ours tells it, or where it is no failure to reach us.
 * @internal
 */
export function notReached(result: unknown, isOnline: boolean, sent?: Sent): unknown {
  const error = unwrap(result);
  // Our own answers carry data; what comes as text was made by something between.
  if (isRouteErrorResponse(error)) {
    if (typeof error.data !== "string" || isMadeHere(error)) return result;
    return new NotReached({ reason: "unreachable", status: error.status }, sent, error);
  }
  // Neither the data nor the page's script could be fetched.
  if (error instanceof TypeError) return new NotReached({ reason: "offline" }, sent, error);
  if (error instanceof Error && UNREADABLE.test(error.message))
    return new NotReached({ reason: isOnline ? "unreachable" : "offline" }, sent, error);
  return result;
}

/** The framework's word for an answer that is not in its format, or breaks off. */
const UNREADABLE = /^(Unable to decode|No response body)/;

/** The framework wraps what an action throws. */
const unwrap = (result: unknown): unknown =>
  typeof result === "object" && result !== null && "type" in result && "data" in result
    ? result.data
    : result;

/** The framework's own refusal, for which nobody was asked. */
const isMadeHere = (error: object): boolean => "internal" in error && error.internal === true;
