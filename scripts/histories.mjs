// `npm run histories -- --runs 1000 --seed N`: random histories of people and organizations at the identity
// provider, with messages dropped, doubled and shuffled and the worker killed, then reconciled.
import { tryMany } from "./try-many.mjs";

await tryMany({
  what: "histories",
  file: "app/jobs/histories.test.ts",
  variables: { runs: "TEST_HISTORIES_RUNS", seed: "TEST_HISTORIES_SEED" },
  runs: 100,
});
