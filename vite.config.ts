import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  server: { allowedHosts: true },
  // The data tier is never bundled: server, command line and tests run the same files.
  build: { rolldownOptions: { external: /^#db\// } },
});
