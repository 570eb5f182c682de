// `npm run lifecycle -- --runs 5000 --seed N`: random sequences of what may happen to tenants, with kills
// between any two steps.
import { tryMany } from "./try-many.mjs";

await tryMany({
  what: "sequences",
  file: "app/jobs/lifecycle-model.test.ts",
  variables: { runs: "TEST_LIFECYCLE_RUNS", seed: "TEST_LIFECYCLE_SEED" },
  runs: 200,
});
