import { createContext, data, RouterContextProvider, redirect, type ServerBuild } from "react-router";
import { describe, expect, test, vi } from "vitest";
import { type RequestInfo, requestContext } from "#app/context.ts";
import { TenantReadOnly } from "#app/db.server.ts";
import { toResponse, withErrorEdge } from "./errors.server.ts";

type Answer = { data: Record<string, unknown>; init: { status: number; headers: Headers } };
const answerTo = (error: unknown) => toResponse(error, { requestId: "req-1" }) as Answer;

class Unavailable extends Error {
  readonly status = 503;
  readonly retryAfterSeconds = 5;
}

describe("toResponse", () => {
  test("an error of the data tier answers with its status and says when to try again", () => {
    const answer = answerTo(new Unavailable("secret host db-7 refused"));
    expect(answer.init.status).toBe(503);
    expect(answer.init.headers.get("Retry-After")).toBe("5");
    expect(answer.data).toEqual({ requestId: "req-1", retryAfterSeconds: 5 });
  });

  test("that a tenant is read-only is told with why, and until when", () => {
    const until = new Date(Date.now() + 60_000);
    const answer = answerTo(new TenantReadOnly({ readOnlyUntil: until, readOnlyNotice: "We move." }));
    expect(answer.init.status).toBe(503);
    expect(Number(answer.init.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(answer.data).toMatchObject({ reason: "readOnly", until: until.toISOString(), notice: "We move." });
    const unknown = answerTo(new TenantReadOnly({ readOnlyUntil: null, readOnlyNotice: null }));
    expect(unknown.init.status).toBe(503);
    expect(unknown.init.headers.has("Retry-After")).toBe(false);
    expect(unknown.data).toEqual({ requestId: "req-1", reason: "readOnly" });
  });

  test("an unexpected error is a 500 that tells nothing of itself", () => {
    const answer = answerTo(new TypeError("password=hunter2"));
    expect(answer.init.status).toBe(500);
    expect(JSON.stringify(answer.data)).toBe('{"requestId":"req-1"}');
  });

  test("what a route throws as data keeps its status, its reason and its headers", () => {
    const thrown = data({ reason: "suspended" }, { status: 403, headers: { "X-Kept": "yes" } });
    const answer = answerTo(thrown);
    expect(answer.init.status).toBe(403);
    expect(answer.init.headers.get("X-Kept")).toBe("yes");
    expect(answer.data).toEqual({ reason: "suspended", requestId: "req-1" });
  });

  test("a thrown response keeps its status, not its body", () => {
    expect(answerTo(new Response("stack trace", { status: 404 }))).toMatchObject({
      data: { requestId: "req-1" },
      init: { status: 404 },
    });
  });

  test("a redirect stays the redirect it is", () => {
    const to = redirect("/sign-in");
    expect(toResponse(to, { requestId: "req-1" })).toBe(to);
  });
});

describe("withErrorEdge", () => {
  const context = new RouterContextProvider();
  context.set(createContext<string>(), "unrelated");
  const args = { context, request: new Request("http://app.localhost/") } as never;
  const fail = () => {
    throw new Unavailable();
  };
  const build = (module: object) => ({ routes: { a: { id: "a", module } } }) as unknown as ServerBuild;
  const moduleOf = (edged: ServerBuild) =>
    edged.routes.a?.module as unknown as Record<string, (args: never) => Promise<unknown>>;

  test("loaders, actions and middleware are behind it, and failures are reported once", async () => {
    const report = vi.fn();
    const edged = withErrorEdge(
      build({ default: () => null, loader: fail, action: fail, middleware: [fail] }),
      report,
    );
    const { loader, action, middleware } = moduleOf(edged) as never as {
      loader: typeof fail;
      action: typeof fail;
      middleware: (typeof fail)[];
    };
    for (const guarded of [loader, action, ...middleware]) {
      await expect((guarded as (args: never) => unknown)(args)).rejects.toMatchObject({
        init: { status: 503 },
      });
    }
    expect(report).toHaveBeenCalledTimes(3);
  });

  test("refusals are not failures: nothing is reported", async () => {
    const report = vi.fn();
    const refuse = () => {
      throw data(null, { status: 404 });
    };
    const { loader } = moduleOf(withErrorEdge(build({ default: () => null, loader: refuse }), report));
    await expect(loader?.(args)).rejects.toMatchObject({ init: { status: 404 } });
    expect(report).not.toHaveBeenCalled();
  });

  // Threat: a page that writes in passing fails in every read-only workspace, and nobody hears of it.
  test("that a form was refused for it is no failure; that a page which is only read wrote is one", async () => {
    const report = vi.fn();
    const refuse = () => {
      throw new TenantReadOnly({ readOnlyUntil: null, readOnlyNotice: null });
    };
    const edged = moduleOf(withErrorEdge(build({ action: refuse, loader: refuse }), report));
    const request = new Request("http://app.localhost/", { method: "POST" });
    await expect(edged.action?.({ context, request } as never)).rejects.toMatchObject({
      init: { status: 503 },
    });
    expect(report).not.toHaveBeenCalled();
    await expect(edged.loader?.(args)).rejects.toMatchObject({ init: { status: 503 } });
    expect(report).toHaveBeenCalledOnce();
  });

  // Threat: a page says that nothing was saved where something was, or leads to another origin.
  describe("a form that was sent", () => {
    const origin = "http://acme.app.localhost";
    const sent = (referer: string) => {
      const context = new RouterContextProvider();
      context.set(requestContext, { id: "req-1", origin } as RequestInfo);
      const headers = { Referer: referer };
      return {
        context,
        request: new Request(`${origin}/projects/new`, { method: "POST", headers }),
      } as never;
    };
    const thrownBy = async (module: object, name: string, args: never, next?: () => unknown) => {
      const found = (moduleOf(withErrorEdge(build(module), vi.fn())) as Record<string, unknown>)[name];
      const handler = (Array.isArray(found) ? found[0] : found) as (args: never, next?: unknown) => unknown;
      return (await Promise.resolve(handler(args, next)).catch((error: unknown) => error)) as Answer;
    };

    test("was not saved where it failed before the action, and may have been in it or after it", async () => {
      const args = sent(`${origin}/projects/new?from=list`);
      const form = "/projects/new?from=list";
      const before = await thrownBy({ middleware: [fail] }, "middleware", args, vi.fn());
      expect(before.data.sent).toEqual({ form, outcome: "notSaved" });
      const within = await thrownBy({ action: fail }, "action", args);
      expect(within.data.sent).toEqual({ form, outcome: "unknown" });
      const failAfter = async (_args: never, next: () => unknown) => {
        await next();
        return fail();
      };
      const after = await thrownBy({ middleware: [failAfter] }, "middleware", args, vi.fn());
      expect(after.data.sent).toEqual({ form, outcome: "unknown" });
    });

    test("has the page that the browser names where that is of this origin, and no other", async () => {
      for (const referer of ["http://evil.example/projects", "", `${origin}//evil.example/x`]) {
        const answer = await thrownBy({ action: fail }, "action", sent(referer));
        expect(answer.data.sent, referer).toEqual({ outcome: "unknown" });
      }
    });

    test("is nothing that a page which is only read knows of", async () => {
      const answer = await thrownBy({ loader: fail }, "loader", args);
      expect(answer.data).not.toHaveProperty("sent");
    });
  });

  test("a resource route's own response goes out as it is", async () => {
    const own = new Response("bad signature", { status: 400 });
    const refuse = () => {
      throw own;
    };
    const { action } = moduleOf(withErrorEdge(build({ action: refuse }), vi.fn()));
    await expect(action?.(args)).rejects.toBe(own);
  });
});
