/** The data suite again, through a real PgBouncer in transaction mode with a pool of one connection. */
import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.ts";

const { test } = base;
export default mergeConfig(
  { ...base, test: { ...test, include: [] } },
  defineConfig({
    test: {
      include: ["db/**/*.test.ts"],
      // These are about direct connections, or about no connection at all.
      exclude: [
        "**/node_modules/**",
        "db/embedded/**",
        "db/routing/pool.test.ts",
        "db/migrate/{thousand,two-troubles,database-wide}.test.ts",
        // Whether a mover is killed, or where the other server is, is nothing to a pooler.
        "db/move/{killed,machine,second-cluster,full-server,rebalance}.test.ts",
        "db/{archive/{second-server,control-plane-lost},cli/clusters/drain}.test.ts",
        // Terminals, and what is printed on them.
        "db/cli/{terminal,no-terminal,readers,log,audited}.test.ts",
      ],
      env: { TEST_POOLER: "transaction" },
    },
  }),
);
