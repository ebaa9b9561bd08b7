// Usage: node .ci/summary.mjs <vitest's JSON report> <exit code of the test run>
// Prints "N passed, N failed" alone on the last line. Exits 1 unless at least one test passed and nothing failed.
import { readFileSync } from 'node:fs';

const { passed, failed, problems } = summary(process.argv[2], Number(process.argv[3]));
for (const problem of problems) console.log(problem);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 && problems.length === 0 ? 0 : 1;

function summary(path, exitCode) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return {
      passed: 0,
      failed: 0,
      problems: [`No results: the test runner left no readable report (${error.message}).`],
    };
  }
  // What fails outside of any test counts as a failure too, or nobody would see it.
  const problems = report.testResults
    .filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    .map((file) => `Could not be loaded: ${file.name}`);
  if (exitCode !== 0 && report.numFailedTests + problems.length === 0) {
    problems.push(`The run failed outside of any test: exit code ${exitCode}.`);
  }
  return { passed: report.numPassedTests, failed: report.numFailedTests + problems.length, problems };
}
