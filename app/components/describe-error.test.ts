import { UNSAFE_ErrorResponseImpl as ErrorAnswer } from "react-router";
import { expect, test } from "vitest";
import { NotReached } from "#app/http/not-reached.ts";
import { describeError } from "./describe-error.ts";

// Threat: the id of another request is named to support, and what failed is never found.
test("the id is that of the request that failed, or none", () => {
  const ours = new ErrorAnswer(500, "", { requestId: "failed" });
  expect(describeError(ours, "document").requestId).toBe("failed");
  expect(describeError(new ErrorAnswer(405, "", "text"), "document").requestId).toBe("document");
  expect(describeError(new ErrorAnswer(405, "", "text"), undefined).requestId).toBeUndefined();
  expect(describeError(new NotReached({ reason: "offline" }, undefined, null), "document")).toMatchObject({
    kind: "offline",
    status: undefined,
  });
  expect(
    describeError(new NotReached({ reason: "unreachable", status: 502 }, undefined, null), "document"),
  ).not.toHaveProperty("requestId");
});

test("only a failure of the server is said to have been recorded", () => {
  expect(describeError(new TypeError("x is undefined"), "document")).toMatchObject({
    kind: "failed",
    status: 500,
    requestId: "document",
  });
  expect(describeError(new TypeError("x is undefined"), undefined)).toEqual({
    kind: "broken",
    isWorthRetrying: true,
  });
});

test("of a read-only workspace it is told until when, where that is known", () => {
  const readOnly = { reason: "readOnly", sent: { outcome: "notSaved" }, retryAfterSeconds: 60 };
  const until = "2030-01-01T12:00:00.000Z";
  expect(describeError(new ErrorAnswer(503, "", { ...readOnly, until }), "id")).toMatchObject({
    kind: "readOnly",
    until,
    reloadAfterSeconds: undefined,
  });
  expect(describeError(new ErrorAnswer(503, "", readOnly), "id").until).toBeUndefined();
});

test("a page that waits for a workspace loads again by itself, unless a form was sent", () => {
  const moving = { reason: "moving", retryAfterSeconds: 1 };
  expect(describeError(new ErrorAnswer(503, "", moving), "id").reloadAfterSeconds).toBe(1);
  const sent = { ...moving, sent: { outcome: "notSaved" } };
  expect(describeError(new ErrorAnswer(503, "", sent), "id").reloadAfterSeconds).toBeUndefined();
  const down = { retryAfterSeconds: 5 };
  expect(describeError(new ErrorAnswer(503, "", down), "id").reloadAfterSeconds).toBeUndefined();
});
