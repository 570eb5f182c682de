import { UNSAFE_ErrorResponseImpl as ErrorAnswer } from "react-router";
import { expect, test } from "vitest";
import { NotReached, notReached } from "./not-reached.ts";

const fetchFailed = () => new TypeError("Failed to fetch");

test("what could not be fetched is offline, whatever the browser believes of its connection", () => {
  for (const isOnline of [true, false]) {
    expect(notReached(fetchFailed(), isOnline)).toMatchObject({ reason: "offline", status: undefined });
  }
});

test("an answer in text was made by something between, whatever its status", () => {
  for (const status of [403, 404, 500, 502, 503, 504]) {
    const error = notReached(new ErrorAnswer(status, "", "<h1>nginx</h1>"), true);
    expect(error).toBeInstanceOf(NotReached);
    expect(error).toMatchObject({ reason: "unreachable", status });
  }
});

test("an answer that cannot be read is none of ours, and where it broke off offline that is why", () => {
  const error = new Error("Unable to decode turbo-stream response");
  expect(notReached(error, true)).toMatchObject({ reason: "unreachable" });
  expect(notReached(error, false)).toMatchObject({ reason: "offline" });
});

test("what our own server answered, and what nobody was asked for, stays what it is", () => {
  const ours = new ErrorAnswer(503, "", { requestId: "req-1" });
  const madeHere = new ErrorAnswer(405, "", new Error("no action"), true);
  for (const error of [ours, madeHere, new Error("a bug"), "a word"]) {
    expect(notReached(error, true)).toBe(error);
  }
});

test("a form's failure is found in what the framework wraps it in, and keeps what is known of the form", () => {
  const sent = { form: "/projects/new", outcome: "unknown" as const };
  const wrapped = { type: "DataWithResponseInit", data: fetchFailed(), init: {} };
  expect(notReached(wrapped, true, sent)).toMatchObject({ reason: "offline", sent });
});
