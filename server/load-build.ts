/** The built application, or in development the one that Vite makes anew as files change. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ServerBuild } from "react-router";
import type { ViteDevServer } from "vite";

export type App = typeof import("../app/start.server.ts");
export type LoadedBuild = { build: ServerBuild; app: App };
export type BuildSource = { load(): Promise<LoadedBuild>; vite?: ViteDevServer };

const ROOT = join(import.meta.dirname, "..");
const ENTRY = "build/server/index.js";

export const CLIENT_FOLDER = join(ROOT, "build/client");

const loaded = (build: ServerBuild): LoadedBuild => ({ build, app: build.entry.module as unknown as App });

/** Throws, with what to do, where nothing is built. */
export async function openBuild(isDevelopment: boolean, root = ROOT): Promise<BuildSource> {
  if (isDevelopment) return developmentBuild();
  const entry = join(root, ENTRY);
  if (!existsSync(entry))
    throw new Error("The application is not built. Run `npm run build`, or `npm start`, which does.");
  const build = loaded((await import(entry)) as ServerBuild);
  return { load: async () => build };
}

async function developmentBuild(): Promise<BuildSource> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root: ROOT, server: { middlewareMode: true } });
  const id = "virtual:react-router/server-build";
  return { vite, load: async () => loaded((await vite.ssrLoadModule(id)) as ServerBuild) };
}
