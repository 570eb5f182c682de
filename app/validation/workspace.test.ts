import { expect, test } from "vitest";
import { workspaceForm } from "./workspace.ts";

test("a workspace needs a name and a plan; its address may be left to us", () => {
  expect(workspaceForm.parse({ name: " Acme ", plan: "standard" })).toEqual({
    name: "Acme",
    slug: "",
    plan: "standard",
  });
  const issues = workspaceForm.safeParse({ plan: "free" }).error?.issues.map((issue) => issue.message);
  expect(issues).toEqual(["validation.nameRequired", "validation.plan"]);
});

test("an address typed in capitals is taken in lower case", () => {
  expect(workspaceForm.parse({ name: "Acme", slug: " ACME ", plan: "enterprise" }).slug).toBe("acme");
});
