// What the reports of Vitest and Playwright say: how many tests passed, and which failed, with their reasons.
import { stripVTControlCharacters } from "node:util";

const MESSAGE_LINES = 12;

/** The beginning of a test's reason, without colours. */
const reasonOf = (message) =>
  stripVTControlCharacters(message ?? "")
    .split("\n")
    .slice(0, MESSAGE_LINES);

export const vitestReport = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  failures: report.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === "failed");
    const isBroken = file.status === "failed" && tests.length === 0;
    return [
      ...(isBroken ? [{ name: file.name, reason: reasonOf(file.message) }] : []),
      ...tests.map((test) => ({
        name: `${file.name} › ${test.fullName}`,
        reason: reasonOf(test.failureMessages[0]),
      })),
    ];
  }),
});

export const playwrightReport = (report) => ({
  passed: report.stats.expected,
  failed: report.stats.unexpected + report.stats.flaky,
  skipped: report.stats.skipped,
  failures: [
    ...(report.errors ?? []).map((error) => ({ name: "set-up", reason: reasonOf(error.message) })),
    ...report.suites.flatMap((suite) => failuresOf(suite, [])),
  ],
});

function failuresOf(suite, above) {
  const path = [...above, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => ({
        name: [...path, spec.title].join(" › "),
        reason: reasonOf(results.find(({ error }) => error)?.error.message),
      })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => failuresOf(inner, path))];
}
