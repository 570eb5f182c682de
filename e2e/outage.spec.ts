import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startEmbeddedPostgres } from "../db/embedded/embedded-postgres.ts";
import { freePort } from "../db/embedded/free-port.ts";
import { ask } from "./http.ts";
import { signInAs } from "./people.ts";
import { startServer } from "./server.ts";

const options = { port: await freePort(), dataDir: join(tmpdir(), `tenantry-outage-${process.pid}`) };
const acme = (path: string) => `http://acme.app.localhost:${options.port}${path}`;

test("a database that is down is a 503 page, and its return is noticed without a restart", async ({
  page,
}) => {
  const server = await startServer({ ...options, fresh: true });
  try {
    await signInAs(page, "Ada Lovelace", acme("/dashboard"));
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();

    await (await startEmbeddedPostgres(options)).stop();
    const answer = await page.goto(acme("/dashboard"));
    expect(answer?.status()).toBe(503);
    expect(answer?.headers()["retry-after"]).toBeTruthy();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("We will be right back");
    expect(await page.content()).not.toMatch(/ECONNREFUSED|at .*\.ts:/);
    // The process lives, and says that it cannot serve: whoever restarts it for that would gain nothing.
    const probe = (path: string) => ask({ path, port: options.port, host: "10.0.0.1" });
    expect((await probe("/healthz")).status).toBe(200);
    expect((await probe("/readyz")).status).toBe(503);

    await startEmbeddedPostgres(options);
    await expect(async () => expect((await page.goto(acme("/dashboard")))?.status()).toBe(200)).toPass({
      timeout: 10_000,
    });
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    expect(server.process.exitCode).toBeNull();
  } finally {
    await server.stop("SIGKILL");
    await (await startEmbeddedPostgres(options)).stop();
    rmSync(options.dataDir, { recursive: true, force: true });
  }
});
