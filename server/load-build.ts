/** The built application, or in development the one that Vite makes anew as files change. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ServerBuild } from "react-router";
import type { ViteDevServer } from "vite";

export type App = typeof import("../app/start.server.ts");
export type LoadedBuild = { build: ServerBuild; app: App };
export type BuildSource = { load(): Promise<LoadedBuild>; vite?: ViteDevServer };

const ROOT = join(import.meta.dirname, "..");
const ENTRY = join(ROOT, "build/server/index.js");

export const CLIENT_FOLDER = join(ROOT, "build/client");

const loaded = (build: ServerBuild): LoadedBuild => ({ build, app: build.entry.module as unknown as App });

export async function openBuild(isDevelopment: boolean): Promise<BuildSource> {
  if (isDevelopment) return developmentBuild();
  if (!existsSync(ENTRY))
    throw new Error("The application is not built. Run `npm run build`, or `npm start`, which does.");
  const build = loaded((await import(ENTRY)) as ServerBuild);
  return { load: async () => build };
}

async function developmentBuild(): Promise<BuildSource> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root: ROOT, server: { middlewareMode: true } });
  const id = "virtual:react-router/server-build";
  return { vite, load: async () => loaded((await vite.ssrLoadModule(id)) as ServerBuild) };
}
