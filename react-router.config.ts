import type { Config } from "@react-router/dev/config";

export default {
  ssr: true,
  // The manifest travels with the document: no route of one area is discovered from another's host.
  routeDiscovery: { mode: "initial" },
} satisfies Config;
