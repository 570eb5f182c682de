import type { Config } from "@react-router/dev/config";

export default {
  ssr: true,
  // The manifest travels with the document: no route of one area is discovered from another's host.
  // The built-in check compares schemes, so it refuses every form behind a TLS proxy, and it lets a missing Origin pass.
  // Ours is stricter and covers every route: app/middleware/origin.server.ts.
  allowedActionOrigins: ["**"],
  routeDiscovery: { mode: "initial" },
} satisfies Config;
