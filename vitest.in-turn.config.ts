/**
 * What decides who sees what, once more with PIPELINE=off: through PgBouncer with a pool of one, one
 * transaction at a time.
 */
import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.ts";

const { test } = base;
export default mergeConfig(
  { ...base, test: { ...test, include: [] } },
  defineConfig({
    test: {
      include: [
        "db/routing/{isolation,transaction,hostile-expression,dedicated-database}.test.ts",
        "db/tenant/*.test.ts",
        "db/control/{sessions,tickets,users}.test.ts",
        "db/lifecycle/lifecycle.test.ts",
      ],
      env: { TEST_POOLER: "transaction", TEST_PIPELINE: "off" },
    },
  }),
);
