/** The smallest router that the stand-in's API needs: a table of method, path and handler. */
import { AlreadyTaken, type ControlDb } from "#app/db.server.ts";
import { log } from "#app/telemetry/log.server.ts";

export type ApiCall = {
  controlDb: ControlDb;
  params: string[];
  query: URLSearchParams;
  body: unknown;
};
/** What a handler answers is sent as JSON. */
type ApiHandler = (call: ApiCall) => Promise<object>;
/** `:x` in a path stands for one segment; the handler finds it in `params`, in order. */
export type ApiRoutes = Record<`${"GET" | "POST" | "PATCH" | "PUT" | "DELETE"} /${string}`, ApiHandler>;

/** An answer in the provider's shape for errors. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly paramName: string | undefined;
  readonly more: { longMessage?: string; emailAddresses?: string[] };
  constructor(
    status: number,
    code: string,
    message: string,
    paramName?: string,
    more: ApiError["more"] = {},
  ) {
    super(message);
    this.more = more;
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.paramName = paramName;
  }
}

export const notFound = () => new ApiError(404, "resource_not_found", "not found");

/** `undefined` from a query becomes the provider's 404. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw notFound();
  return value;
}

/** A parameter that the route's pattern guarantees. */
export function param(call: ApiCall, index: number): string {
  return found(call.params[index]);
}

export function findHandler(routes: ApiRoutes, method: string, path: string) {
  for (const [key, handler] of Object.entries(routes)) {
    const [wanted, pattern = ""] = key.split(" ");
    const match = wanted === method && new RegExp(`^${pattern.replace(/:\w+/g, "([^/]+)")}$`).exec(path);
    if (match) return { handler, params: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}

export function toErrorAnswer(error: unknown): { status: number; body: object } {
  if (error instanceof AlreadyTaken) {
    return toErrorAnswer(new ApiError(422, "form_identifier_exists", "That one is taken.", error.field));
  }
  const known = error instanceof ApiError ? error : new ApiError(500, "internal_error", "It went wrong.");
  if (known !== error) log.error({ err: error }, "identity stand-in: a request failed");
  const { status, code, message, paramName, more } = known;
  const meta = {
    ...(paramName && { param_name: paramName }),
    ...(more.emailAddresses && { email_addresses: more.emailAddresses }),
  };
  return { status, body: { errors: [{ code, message, long_message: more.longMessage ?? message, meta }] } };
}
