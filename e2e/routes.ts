/**
 * Every route of the application, from the file that declares them: a new one is tested without being named
 * here.
 */
import type { RouteConfigEntry } from "@react-router/dev/routes";
import declared from "../app/routes.ts";

export type Area = "apex" | "tenant" | "platform";
export type Route = { area: Area | "any"; path: string };

const AREA = /routes\/(apex|tenant|platform)\/area\.tsx$/;

export function listRoutes(
  entries: RouteConfigEntry[] = declared,
  area: Route["area"] = "any",
  parent = "",
): Route[] {
  return entries.flatMap((entry) => {
    const own = (AREA.exec(entry.file)?.[1] as Area | undefined) ?? area;
    const path = entry.path ? `${parent}/${entry.path}` : parent;
    const children = entry.children ? listRoutes(entry.children, own, path) : [];
    return entry.path || entry.index ? [{ area: own, path: path || "/" }, ...children] : children;
  });
}
