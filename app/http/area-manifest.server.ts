/** A browser is told of the routes of the area that it is in, and of no other: an area's visitors do not learn the console's. */
import type { EntryContext } from "react-router";
import type { Area } from "#app/context.ts";

type Manifest = EntryContext["manifest"];

/** Layouts under which an area's own routes stand; see app/routes.ts. */
const AREA_ROUTE = /^routes\/(apex|tenant|platform)\/area$/;
const FOR_EVER = "public, max-age=31536000, immutable";

const made = new WeakMap<Manifest, Map<Area, Manifest>>();

/** The whole manifest without the routes of other areas, at an address of its own. */
export function manifestFor(area: Area, whole: Manifest): Manifest {
  const areas = made.get(whole) ?? new Map<Area, Manifest>();
  made.set(whole, areas);
  const known = areas.get(area) ?? narrow(area, whole);
  areas.set(area, known);
  return known;
}

/** The file that `manifestFor` names; undefined for any other path. */
export function answerManifest(pathname: string, area: Area, whole: Manifest): Response | undefined {
  const manifest = manifestFor(area, whole);
  if (pathname !== manifest.url) return undefined;
  const script = `window.__reactRouterManifest=${JSON.stringify(manifest)};`;
  return new Response(script, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": FOR_EVER },
  });
}

function narrow(area: Area, whole: Manifest): Manifest {
  const routes = Object.entries(whole.routes).filter(([id]) => isIn(area, id, whole.routes));
  return { ...whole, url: `/routes-${area}-${whole.version}.js`, routes: Object.fromEntries(routes) };
}

function isIn(area: Area, id: string, routes: Manifest["routes"]): boolean {
  for (let at: string | undefined = id; at; at = routes[at]?.parentId) {
    const own = AREA_ROUTE.exec(at)?.[1];
    if (own) return own === area;
  }
  return true;
}
