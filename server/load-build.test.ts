import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "node:net";
import { join } from "node:path";
import { expect, inject, test, vi } from "vitest";
import { openBuild } from "./load-build.ts";

const folder = () => mkdtempSync(join(inject("testFolder"), "build-"));

test("without a build the person is told how to get one", async () => {
  await expect(openBuild({ root: folder() })).rejects.toThrow(/not built.*npm run build.*npm start/);
});

test("a build is loaded once, with the application that its entry exports", async () => {
  const root = folder();
  mkdirSync(join(root, "build/server"), { recursive: true });
  const module = "export const entry = { module: { log: 'of this build' } }; export const routes = {};";
  writeFileSync(join(root, "build/server/index.js"), module);
  const source = await openBuild({ root });
  const loaded = await source.load();
  expect(loaded.app.log).toBe("of this build");
  expect(await source.load()).toBe(loaded);
  expect(source.vite).toBeUndefined();
});

// Threat: hot reload listens on every address, beside a server that keeps to loopback.
test("in development nothing listens but the server that was given", async () => {
  const listen = vi.spyOn(Server.prototype, "listen");
  const { vite } = await openBuild({ devServer: createServer() });
  expect(vite?.config.server.middlewareMode).toBe(true);
  await vite?.close();
  expect(listen).not.toHaveBeenCalled();
});
