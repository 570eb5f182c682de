/**
 * The dashboard of a tenant against the same React tree rendered from what it loaded: what all the rest of a
 * page costs.
 */
import type { ServerBuild } from "react-router";
import { compare, figures } from "../lib/compare.ts";
import { atLeast, type Result } from "../lib/report.ts";
import { openStage } from "../lib/stage.ts";
import { LOAD, openDashboard } from "./dashboard.ts";

type Loader = (args: never) => unknown;

export async function pageFloor(): Promise<Result> {
  const stage = await openStage();
  try {
    const { build, app, routed, visit, close } = await openDashboard(stage);
    const loaded = new Map<string, unknown>();
    const page = await visit(app.createHandler(recording(build, loaded), "production", routed));
    const fixed = app.createHandler(fromRecord(build, loaded, app.chooseLanguage), "production", routed);
    const same = await visit(fixed);
    if (loaded.size === 0 || !same.includes("Anvil catalogue") || Math.abs(same.length - page.length) > 200)
      throw new Error("The page from fixed data is not the same page.");
    const outcome = await compare(
      () => visit(),
      () => visit(fixed),
      LOAD,
    );
    await close();
    return atLeast("page-floor", outcome.ratio, 0.55, `${figures(outcome)} (eight at a time)`);
  } finally {
    await stage.close();
  }
}

/** The build, with its modules as `change` makes them. */
function withModules(
  build: ServerBuild,
  change: (id: string, module: Record<string, unknown>) => Record<string, unknown>,
): ServerBuild {
  const routes = Object.entries(build.routes).flatMap(([id, route]) =>
    route ? [[id, { ...route, module: change(id, route.module as never) }]] : [],
  );
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild["routes"] };
}

/** Keeps what each loader answers. */
const recording = (build: ServerBuild, loaded: Map<string, unknown>): ServerBuild =>
  withModules(build, (id, module) => {
    const { loader } = module as { loader?: Loader };
    if (!loader) return { ...module };
    const keep = async (args: never) => {
      const answer = await loader(args);
      loaded.set(id, answer);
      return answer;
    };
    return { ...module, loader: keep };
  });

/** Loads nothing, asks nobody; the language is chosen, since every rendering needs one. */
const fromRecord = (build: ServerBuild, loaded: Map<string, unknown>, chooseLanguage: unknown): ServerBuild =>
  withModules(build, (id, module) => ({
    ...module,
    middleware: id === "root" ? [chooseLanguage] : undefined,
    ...(module.loader ? { loader: () => loaded.get(id) } : {}),
  }));
