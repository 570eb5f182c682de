import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
// @ts-expect-error -- plain JavaScript: it runs before anything is installed
import { keepOwnEnvironment } from "./scripts/own-environment.mjs";

keepOwnEnvironment();

/** What takes longest, most of it waiting, begins first: none of it is left over at the end. */
const LONGEST = [
  "tutorial",
  "lifecycle-model",
  "histories",
  "mutants/run",
  "thousand",
  "two-troubles",
  "crash",
  "cli",
  "walls",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    include: ["{app,db,mutants,scripts,server}/**/*.test.{ts,tsx}", "*.test.ts"],
    globalSetup: "db/testing/global-setup.ts",
    // PostgreSQL takes one of the two cores.
    maxWorkers: 2,
    // As long as a slow and crowded machine may take: a test is not about time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A wait for another process ends when what it waits for is there: on a slow machine later.
    expect: { poll: { timeout: 20_000, interval: 20 } },
    env: {
      NODE_ENV: "test",
      // Vitest sets a BASE_URL of its own.
      BASE_URL: "http://app.localhost:3000",
      SESSION_SECRET: "test-session-secret-test-session-secret",
      SECRETS_KEY: "test-secrets-key-test-secrets-key-0000",
      LOG_LEVEL: "silent",
    },
  },
});
