/** Browser tests: a server of their own, on a fresh data folder. */
import { defineConfig } from "@playwright/test";
import { E2E } from "./e2e/server.ts";
// @ts-expect-error -- plain JavaScript: it runs before anything is installed
import { keepOwnEnvironment } from "./scripts/own-environment.mjs";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const isCI = Boolean(process.env.CI);
keepOwnEnvironment();
const chromium = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/browser",
  workers: 2,
  fullyParallel: true,
  forbidOnly: isCI,
  // As long as a slow and crowded machine may take: a test is not about time.
  timeout: 180_000,
  // A test that passes at the second try is broken, here or in the product.
  retries: 0,
  expect: { timeout: 20_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL: E2E.baseUrl,
    actionTimeout: 30_000,
    // Recording every step doubles the time of a run: TRACE=1 asks for it.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    launchOptions: { args: CHROMIUM_FLAGS, ...(chromium ? { executablePath: chromium } : {}) },
  },
  projects: [
    { name: "chromium", testIgnore: /(restart|outage|moves)\.spec\.ts/ },
    // Asked for by `npm run screenshots` alone: nothing is tested.
    ...(process.env.SCREENSHOTS ? [{ name: "screenshots", testMatch: /screenshots\.ts/ }] : []),
    // These stop and start servers of their own: after the rest, so that they disturb nothing.
    { name: "faults", testMatch: /(restart|outage|moves)\.spec\.ts/, dependencies: ["chromium"] },
  ],
  webServer: {
    command: "node e2e/start-fresh.ts",
    url: `http://127.0.0.1:${E2E.port}/healthz`,
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stdout: "pipe",
  },
});
