import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

/** Everything that renders, bundled as one production build of React whatever NODE_ENV the process has. */
const RENDERING = [
  /^react(-dom|-router)?(\/|$)/,
  /^@react-router\//,
  /^@clerk\//,
  /^@conform-to\//,
  /^(radix-ui|@radix-ui|@floating-ui)(\/|$)/,
  /^(i18next|remix-i18next|lucide-react|scheduler|use-sync-external-store)(\/|$)/,
];

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), reactRouter()],
  server: { allowedHosts: true },
  // The data tier is never bundled: server, command line and tests run the same files.
  build: { rolldownOptions: { external: /^#db\// } },
  ...(command === "build" && {
    ssr: { noExternal: RENDERING },
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
  }),
}));
