import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

/** Everything that renders, bundled as one production build of React whatever NODE_ENV the process has. */
const RENDERING = [
  /^react(-dom|-router)?(\/|$)/,
  /^@react-router\//,
  /^@clerk\//,
  /^@conform-to\//,
  /^(i18next|remix-i18next|lucide-react|scheduler|use-sync-external-store)(\/|$)/,
  /^(recharts|react-smooth|react-transition-group|react-is)(\/|$)/,
];

/** What is smaller than this gains nothing. */
const MIN_COMPRESSED_BYTES = 1_024;
const COMPRESSED = /\.(js|css|svg)$/;

/** Beside each file for browsers its `.br` and `.gz`, made once, at the highest quality. */
const compressedAssets = (): Plugin => ({
  name: "compressed-assets",
  apply: "build",
  applyToEnvironment: ({ name }) => name === "client",
  async writeBundle({ dir = "" }, bundle) {
    const files = Object.keys(bundle).filter((name) => COMPRESSED.test(name));
    await Promise.all(
      files.map(async (name) => {
        const path = join(dir, name);
        const content = await readFile(path);
        if (content.length < MIN_COMPRESSED_BYTES) return;
        const [br, gz] = await Promise.all([
          promisify(brotliCompress)(content),
          promisify(gzip)(content, { level: 9 }),
        ]);
        await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
      }),
    );
  },
});

const MODULE_LOADER = /react-router[\\/]dist[\\/].*[\\/]routeModules\.js$/;
const RELOAD = "window.location.reload();";

/**
 * The framework reloads a page whose next page's script cannot be fetched. Offline nothing could load: there
 * the failure is told, by the error page; online the page that was asked for is loaded, once in a build
 * (`app/components/load-anew.ts`). The build fails where the framework does so in other words.
 */
const tellOffline = (): Plugin => {
  let isFound = false;
  return {
    name: "tell-offline",
    apply: "build",
    applyToEnvironment: ({ name }) => name === "client",
    transform: {
      filter: { id: MODULE_LOADER },
      handler(code) {
        isFound = code.includes(RELOAD);
        return code.replace(RELOAD, "if (!navigator.onLine || !window.loadAnew?.()) throw error;");
      },
    },
    buildEnd(error) {
      if (!error && !isFound) throw new Error("react-router loads its modules in another way than before.");
    },
  };
};

/**
 * What pages share, in few files: the framework, the kit, and in each area what its pages have in common. A
 * page's own module stays by itself.
 */
const SHARED = [
  {
    name: "framework",
    priority: 3,
    test: /node_modules[\\/](react|react-dom|scheduler|react-router|@react-router)[\\/]/,
  },
  {
    name: "kit",
    // Before what forms need: that brings its own dependencies along, and the kit has most of them.
    priority: 2,
    test: /app[\\/](components(?![\\/]ui[\\/]action-form)|i18n|http|permissions|db\.shared|validation[\\/]list-path)|db[\\/](control|routing)[\\/]|node_modules[\\/]lucide-react[\\/]/,
    minShareCount: 2,
  },
  {
    name: "forms",
    priority: 2,
    test: /node_modules[\\/]@conform-to[\\/](react|dom)[\\/]/,
    minShareCount: 2,
  },
  {
    // Fetched when somebody begins to fill a form in.
    name: "checks",
    priority: 1,
    test: /node_modules[\\/](zod|@conform-to)[\\/]|app[\\/]validation[\\/]/,
    minShareCount: 2,
  },
  ...["apex", "platform", "tenant"].map((area) => ({
    name: area,
    // What checks a form stays out, what only owners open, and what a key has to ask for: other pages do not
    // need it.
    test: new RegExp(
      `app[\\\\/]routes[\\\\/]${area}[\\\\/](?!.*-(form|rules|search|page|table|versions)|mail-domains[\\\\/](?!.*-nav)|actions[\\\\/](?!keyboard|menu-|palette-key|action-link))`,
    ),
    minShareCount: 2,
  })),
];

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), reactRouter(), tellOffline(), compressedAssets()],
  server: { allowedHosts: true },
  environments: {
    // The data tier is never bundled there: server, command line and tests run the same files. Browsers get
    // the few lists that they share with it.
    ssr: { build: { rolldownOptions: { external: /^#db\// } } },
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: SHARED } } } } },
  },
  ...(command === "build" && {
    ssr: { noExternal: RENDERING },
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
  }),
}));
