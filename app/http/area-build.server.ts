/**
 * One build of the application for each area: the routes of the others do not exist in it, nor in what
 * browsers are told.
 */
import type { ServerBuild } from "react-router";
import type { Area } from "#app/context.ts";

type Manifest = ServerBuild["assets"];

/** Layouts under which an area's own routes stand; see app/routes.ts. */
const AREA_ROUTE = /^routes\/(apex|tenant|platform)\/area$/;
const FOR_EVER = "public, max-age=31536000, immutable";

type Parents = Record<string, { parentId?: string | undefined } | undefined>;

export function buildFor(area: Area, build: ServerBuild): ServerBuild {
  const routes = narrow(area, build.routes);
  // In development browsers take the whole manifest, which changes under way.
  if (import.meta.env.DEV) return { ...build, routes };
  const { assets } = build;
  const url = `/routes-${area}-${assets.version}.js`;
  return { ...build, routes, assets: { ...assets, url, routes: narrow(area, assets.routes) } };
}

/** The file by which a browser learns the routes of its area; undefined for any other path. */
export function answerManifest(pathname: string, manifest: Manifest): Response | undefined {
  if (pathname !== manifest.url) return undefined;
  const script = `window.__reactRouterManifest=${JSON.stringify(manifest)};`;
  return new Response(script, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": FOR_EVER },
  });
}

const narrow = <T extends Parents>(area: Area, routes: T): T =>
  Object.fromEntries(Object.entries(routes).filter(([id]) => isIn(area, id, routes))) as T;

function isIn(area: Area, id: string, routes: Parents): boolean {
  for (let at: string | undefined = id; at; at = routes[at]?.parentId) {
    const own = AREA_ROUTE.exec(at)?.[1];
    if (own) return own === area;
  }
  return true;
}
