import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../db/embedded/free-port.ts";
import { signInAs } from "./people.ts";
import { startServer } from "./server.ts";

const options = { port: await freePort(), dataDir: join(tmpdir(), `tenantry-restart-${process.pid}`) };
const acme = (path: string) => `http://acme.app.localhost:${options.port}${path}`;

test("a project survives a restart, and a kill -9 that leaves the database running", async ({ page }) => {
  let server = await startServer({ ...options, fresh: true });
  try {
    await signInAs(page, "Ada Lovelace", acme("/projects/new"));
    await page.getByLabel("Name", { exact: true }).fill("Kept through everything");
    await page.getByRole("button", { name: "Create project" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Kept through everything" })).toBeVisible();
    const { href } = new URL(page.url());

    expect(await server.stop("SIGTERM"), server.output()).toBe(0);
    server = await startServer(options);
    await page.goto(href);
    await expect(page.getByRole("heading", { level: 1, name: "Kept through everything" })).toBeVisible();

    await server.stop("SIGKILL");
    server = await startServer(options);
    await page.goto(href);
    await expect(page.getByRole("heading", { level: 1, name: "Kept through everything" })).toBeVisible();
  } finally {
    await server.stop("SIGKILL");
    await stopDatabase();
    rmSync(options.dataDir, { recursive: true, force: true });
  }
});

async function stopDatabase(): Promise<void> {
  const { startEmbeddedPostgres } = await import("../db/embedded/embedded-postgres.ts");
  await (await startEmbeddedPostgres(options)).stop();
}
