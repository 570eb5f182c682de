import { expect, test } from "vitest";
import { isAddressOrName, isLoopback, listenAddresses, ownAddress } from "./loopback.ts";

test.each(["localhost", "app.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"])(
  "%s leads to this machine alone",
  (host) => expect(isLoopback(host)).toBe(true),
);

// Threat: a name that looks like this machine's own is somebody else's.
test.each([
  "app.example.test",
  "localhost.example.test",
  "notlocalhost",
  "0.0.0.0",
  "::",
  "127.0.0.1.example.test",
  "10.0.0.1",
  "192.168.1.5",
  "",
])("%j may be reached by others", (host) => expect(isLoopback(host)).toBe(false));

test("localhost is both of its addresses, and where nothing is said the stand-in decides", () => {
  expect(listenAddresses(undefined, true)).toEqual(["127.0.0.1", "::1"]);
  expect(listenAddresses("localhost", false)).toEqual(["127.0.0.1", "::1"]);
  expect(listenAddresses(undefined, false)).toEqual([]);
  expect(listenAddresses("10.0.0.1", true)).toEqual(["10.0.0.1"]);
});

test("the process reaches itself where it listens", () => {
  expect(ownAddress([])).toBe("127.0.0.1");
  expect(ownAddress(["127.0.0.1", "::1"])).toBe("127.0.0.1");
  expect(ownAddress(["::"])).toBe("127.0.0.1");
  expect(ownAddress(["10.0.0.1"])).toBe("10.0.0.1");
});

test("what can be listened on is an address or a name", () => {
  for (const host of ["0.0.0.0", "::1", "fd00::2", "localhost", "db-1.internal"])
    expect(isAddressOrName(host)).toBe(true);
  for (const host of ["", "http://localhost", "local host", "127.0.0.1:3000", "[::1]"])
    expect(isAddressOrName(host)).toBe(false);
});
