// `npm run moves -- --runs 200 --seed N`: moves of tenants with members who write and a mover that is killed
// again and again; nothing acknowledged may be lost or doubled.
import { tryMany } from "./try-many.mjs";

await tryMany({
  what: "moves",
  file: "db/move/killed.test.ts",
  variables: { runs: "TEST_MOVES_RUNS", seed: "TEST_MOVES_SEED" },
  runs: 50,
});
