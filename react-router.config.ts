import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "@react-router/dev/config";

const ASSETS = "build/client/assets";
const WHOLE_MANIFEST = /^manifest-.*\.js$/;

export default {
  ssr: true,
  // The manifest travels with the document: no route of one area is discovered from another's host.
  routeDiscovery: { mode: "initial" },
  // The built-in check compares schemes, so it refuses every form behind a TLS proxy, and it lets a missing
  // Origin pass. Ours is stricter and covers every route: app/middleware/origin.server.ts.
  allowedActionOrigins: ["**"],
  /**
   * The manifest of all areas is nobody's to read; each area's own is made by app/http/area-build.server.ts.
   */
  buildEnd: async () => {
    const files = (await readdir(ASSETS)).filter((name) => WHOLE_MANIFEST.test(name));
    await Promise.all(files.map((name) => rm(join(ASSETS, name))));
  },
} satisfies Config;
