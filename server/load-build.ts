/** The built application, or in development the one that Vite makes anew as files change. */
import { existsSync } from "node:fs";
import type { Server } from "node:http";
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

type Options = {
  /** Given: a build that is made anew as files change, told to browsers through this server. */
  devServer?: Server | undefined;
  root?: string;
};

/** Throws, with what to do, where nothing is built. */
export async function openBuild({ devServer, root = ROOT }: Options = {}): Promise<BuildSource> {
  if (devServer) return developmentBuild(devServer);
  const entry = join(root, ENTRY);
  if (!existsSync(entry))
    throw new Error("The application is not built. Run `npm run build`, or `npm start`, which does.");
  const build = loaded((await import(entry)) as ServerBuild);
  return { load: async () => build };
}

/** Without a server Vite would listen by itself, on every address. */
async function developmentBuild(server: Server): Promise<BuildSource> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root: ROOT, server: { middlewareMode: true, ws: { server } } });
  const id = "virtual:react-router/server-build";
  return { vite, load: async () => loaded((await vite.ssrLoadModule(id)) as ServerBuild) };
}
