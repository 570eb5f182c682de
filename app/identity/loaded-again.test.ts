// Threat: one lost packet, and a page stays broken until somebody thinks of loading the document anew.
import { expect, test } from "vitest";
import { retried } from "./loaded-again.ts";

/** Fails as often as it is told. */
function unreliable(failures: number) {
  let calls = 0;
  const load = async () => {
    calls += 1;
    if (calls <= failures) throw new TypeError("Failed to fetch");
    return "code";
  };
  const pageOf = retried(load, (fetching) => {
    let result: Promise<string> | undefined;
    return {
      load: () => (result ??= fetching()),
    };
  });
  return { pageOf, calls: () => calls };
}

test("a page whose code could not be fetched is fetched again at the next visit, and not within one", async () => {
  const { pageOf, calls } = unreliable(1);
  await expect(pageOf("first").load()).rejects.toThrow("Failed to fetch");
  await expect(pageOf("first").load()).rejects.toThrow("Failed to fetch");
  expect(calls()).toBe(1);
  expect(await pageOf("second").load()).toBe("code");
  expect(calls()).toBe(2);
});

test("what was fetched is kept for every visit", async () => {
  const { pageOf, calls } = unreliable(0);
  const one = pageOf("first");
  expect(await one.load()).toBe("code");
  expect(pageOf("second")).toBe(one);
  expect(pageOf("first")).toBe(one);
  expect(calls()).toBe(1);
});
