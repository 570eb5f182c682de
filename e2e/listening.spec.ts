import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "@playwright/test";
import { hasIpv6, outerAddresses } from "../server/testing/addresses.ts";
import { E2E, environment } from "./server.ts";

const knock = (host: string) =>
  new Promise((resolve) => {
    const socket = connect(E2E.port, host, () => resolve("open"));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.on("connect", () => socket.destroy());
  });

// Threat: `npm start` opens a console without passwords to everybody on the network.
test("the server is reached from this machine alone", async () => {
  for (const host of hasIpv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"])
    expect(await knock(host), host).toBe("open");
  for (const host of outerAddresses) expect(await knock(host), host).toBe("ECONNREFUSED");
});

test("at a name that others reach the stand-in does not start, says why, and makes nothing", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tenantry-refused-"));
  const env = { ...environment({ port: 1, dataDir }), BASE_URL: "https://app.example.test" };
  const child = spawn(process.execPath, ["server.ts"], { env, stdio: "pipe" });
  const [said, out, [code]] = await Promise.all([
    text(child.stderr),
    text(child.stdout),
    once(child, "exit"),
  ]);
  expect(code, said).toBe(1);
  expect(said).toMatch(/BASE_URL: .*signs in as anybody, staff included.*ALLOW_SIGN_IN_AS_ANYBODY=1/);
  expect(said).not.toContain("    at ");
  expect(out).not.toContain("PostgreSQL");
  rmSync(dataDir, { recursive: true });
});
