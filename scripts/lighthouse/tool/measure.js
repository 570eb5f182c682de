// Lighthouse as its own documentation says, on a page of a browser that runs already and is signed in.
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices"];

/** Scores from 0 to 1 by category, and what cost points. `port` is the browser's debugging port. */
export async function measure(url, port) {
  const result = await lighthouse(url, {
    port,
    onlyCategories: CATEGORIES,
    // The sign-in is in there.
    disableStorageReset: true,
    logLevel: "error",
  });
  if (!result) throw new Error(`Lighthouse answered nothing for ${url}.`);
  const { categories, audits, finalDisplayedUrl, runtimeError } = result.lhr;
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
  if (finalDisplayedUrl !== url)
    throw new Error(`${url} leads to ${finalDisplayedUrl}: nothing was measured.`);
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, categories[name].score ?? 0]));
  const costs = CATEGORIES.flatMap((category) =>
    categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
      .map(({ id }) => ({ category, title: audits[id].title, value: audits[id].displayValue ?? "" })),
  );
  return { scores, costs };
}
