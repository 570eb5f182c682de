// Threat: a name that is typed into the palette finds a project that the person may not see.
import { afterAll, beforeAll, expect, test } from "vitest";
import { asked, makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import type { DataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader } from "../actions/search.tsx";

let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  tier = await scratchDataTier();
  at = await makeWorkspace(tier);
});
afterAll(() => tier.close());

test("a search by name finds what the person may see, and nothing of the rest, whatever is typed", async () => {
  const find = async (who: keyof Workspace["people"], q: string) => {
    const answer = await loader(asked(at, at.people[who], { path: `/search?q=${encodeURIComponent(q)}` }));
    return answer.findings.map(({ name }) => name);
  };
  for (const q of ["plan", "secret", "Secret pla", "secert plan"]) {
    expect(await find("viewer", q)).not.toContain("Secret plan");
    expect(await find("member", q)).not.toContain("Secret plan");
  }
  for (const q of ["%", "_", "\\", "' or 1=1", ":* & |", "🐳", "x".repeat(10_000), ""])
    expect(await find("owner", q)).toEqual([]);
  expect(await find("owner", "secret")).toEqual(["Secret plan"]);
});
