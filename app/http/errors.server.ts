/**
 * The one edge at which a failure becomes an answer. Routes throw what they like; what leaves has a status
 * and no stack.
 */
import { data, type RouterContextProvider, type ServerBuild } from "react-router";
import { requestContext } from "#app/context.ts";
import type { Sent } from "./not-reached.ts";
import { getOptional } from "./optional-context.ts";
import { returnPath } from "./return-path.ts";
import { type Typed, typedText } from "./typed.server.ts";
import { isUnsafe } from "./unsafe.ts";

/** What travels with an error to its page. */
export type ErrorData = {
  requestId?: string;
  reason?: string;
  retryAfterSeconds?: number;
  sent?: Sent;
  /** What was in the form that could not be taken. */
  typed?: Typed | undefined;
  account?: Account;
  /** Why, in the words of whoever decided it, and whom to write to. */
  notice?: string;
  /** When it is expected to be otherwise, in ISO 8601. */
  until?: string;
  writeTo?: string;
};

/** Who is signed in where the error is, as that person's own session says, and their ways out. */
export type Account = {
  email: string;
  signOutPath: string;
  workspacesUrl: string;
  /** Where they may ask to be let in; the same whether there is anything to be let into. */
  askPath?: string;
};

type Args = { request: Request; context: Readonly<RouterContextProvider> };
type Handler = (args: never, next: never) => unknown;
type Report = (error: unknown, requestId: string) => void;
type Thrown = { type: "DataWithResponseInit"; data: unknown; init: ResponseInit | null };

/**
 * What to throw in place of `error`: redirects as they are, everything else as data with a status.
 * @internal
 */
export function toResponse(error: unknown, told: ErrorData): unknown {
  if (isRedirect(error)) return error;
  if (error instanceof Response) return answer(error.status, told, error.headers);
  if (isThrownData(error))
    return answer(error.init?.status ?? 500, fill(error.data, told), error.init?.headers);
  const { status, ...known } = statusOf(error);
  const why = isReadOnlyRefusal(error) ? readOnlyData(error) : {};
  return answer(status, { ...told, ...known, ...why });
}

/** The build, with each loader, action and middleware behind the edge. */
export function withErrorEdge(build: ServerBuild, report: Report): ServerBuild {
  const routes = Object.entries(build.routes).flatMap(([id, route]) => {
    if (!route) return [];
    const { loader, action, middleware } = route.module;
    const isResource = route.module.default === undefined;
    const wrap = <H extends Handler>(handler: H): H => behindEdge(handler, isResource, report);
    const module = {
      ...route.module,
      ...(loader && { loader: wrap(loader) }),
      ...(action && { action: wrap(action) }),
      ...(middleware && { middleware: middleware.map(wrap) }),
    };
    return [[id, { ...route, module }]];
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

type Next = (() => unknown) | undefined;

function behindEdge<H extends Handler>(handler: H, isResource: boolean, report: Report): H {
  const guarded = async (args: Args, next: Next) => {
    // What comes before the action, and fails, has kept it from running.
    let isBefore = next !== undefined;
    const goOn =
      next &&
      (() => {
        isBefore = false;
        return next();
      });
    try {
      return await (handler as unknown as (args: Args, next: Next) => unknown)(args, goOn);
    } catch (error) {
      // A resource route answers programs: the body of what it throws is its own.
      if (isResource && error instanceof Response) throw error;
      const requestId = getOptional(args.context, requestContext)?.id ?? "";
      // Nobody waits for an answer any more: what broke off with them is no failure of ours.
      if (isFailure(error, args.request) && !args.request.signal.aborted) report(error, requestId);
      const answer = toResponse(error, { requestId, ...sentBy(args, isBefore) });
      if (!isThrownData(answer)) throw answer;
      const typed = await typedText(args);
      throw typed ? withTyped(answer, typed) : answer;
    }
  };
  return guarded as unknown as H;
}

const withTyped = ({ data: body, init }: Thrown, typed: Typed) =>
  data({ ...(body as ErrorData), typed }, init ?? undefined);

/** Where a form was sent: the page that it stands on, as the browser says, and what became of it. */
function sentBy({ request, context }: Args, isBefore: boolean): { sent?: Sent } {
  if (!isUnsafe(request)) return {};
  const page = URL.parse(request.headers.get("Referer") ?? "");
  const isOurs = page !== null && page.origin === getOptional(context, requestContext)?.origin;
  const form = isOurs ? returnPath(page.pathname + page.search, "") : "";
  return { sent: { ...(form && { form }), outcome: isBefore ? "notSaved" : "unknown" } };
}

const isRedirect = (error: unknown): boolean =>
  error instanceof Response && error.status >= 300 && error.status < 400;

/** That a read-only workspace took nothing in is as it should be; that a page wrote into it is not. */
function isFailure(error: unknown, request: Request): boolean {
  if (error instanceof Response || isThrownData(error)) return false;
  return statusOf(error).status >= 500 && !(isReadOnlyRefusal(error) && isUnsafe(request));
}

const isThrownData = (error: unknown): error is Thrown =>
  typeof error === "object" && error !== null && "type" in error && error.type === "DataWithResponseInit";

/** By shape, not by class: the data tier's errors may come from another copy of its module. */
function statusOf(error: unknown): { status: number } & Pick<ErrorData, "retryAfterSeconds" | "reason"> {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number")
    return { status: 500 };
  const { status } = error;
  const wait = "retryAfterSeconds" in error ? error.retryAfterSeconds : undefined;
  if (typeof wait !== "number") return { status };
  // What passes by itself may say why: its page loads itself again.
  const reason = "reason" in error && typeof error.reason === "string" ? { reason: error.reason } : {};
  return { status, retryAfterSeconds: wait, ...reason };
}

type ReadOnlyRefusal = Error & { until: Date | null; notice: string | null };

const isReadOnlyRefusal = (error: unknown): error is ReadOnlyRefusal =>
  error instanceof Error && error.name === "TenantReadOnly";

const readOnlyData = ({ until, notice }: ReadOnlyRefusal): ErrorData => ({
  reason: "readOnly",
  ...(until && { until: until.toISOString() }),
  ...(notice && { notice }),
});

const fill = (thrown: unknown, told: ErrorData): ErrorData =>
  typeof thrown === "object" && thrown !== null ? { ...thrown, ...told } : told;

function answer(status: number, body: ErrorData, init?: HeadersInit) {
  const headers = new Headers(init);
  headers.delete("Content-Type");
  headers.delete("Content-Length");
  if (body.retryAfterSeconds !== undefined) headers.set("Retry-After", String(body.retryAfterSeconds));
  return data(body, { status, headers });
}
