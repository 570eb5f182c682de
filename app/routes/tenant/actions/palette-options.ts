/** What the palette lists, and how one moves in it. */
import { ACTION_GROUPS, type TenantAction } from "./action.ts";
import type { Finding } from "./finding.ts";
import { fits } from "./match-actions.ts";
import { sendForm } from "./send-form.ts";

export type Option = { id: string } & (
  | { action: TenantAction; finding?: undefined }
  | { action?: undefined; finding: Finding }
);
export type Section = { title: "found" | TenantAction["group"]; options: Option[] };

type Given = {
  actions: TenantAction[];
  findings: Finding[];
  typed: string;
  nameOf: (action: TenantAction) => string;
};

/** What is in the workspace stands first: that is what one types a name for. No section is empty. */
export function optionsOf({ actions, findings, typed, nameOf }: Given): Section[] {
  const fitting = actions.filter((action) => fits(nameOf(action), typed));
  const found: Section = {
    title: "found",
    options: findings.map((finding) => ({ id: `found-${finding.id}`, finding })),
  };
  const named = ACTION_GROUPS.map(
    (group): Section => ({
      title: group,
      options: fitting
        .filter((action) => action.group === group)
        .map((action) => ({ id: action.id.replaceAll(".", "-"), action })),
    }),
  );
  return [found, ...named].filter(({ options }) => options.length > 0);
}

/** Where a key leads to from `at`, round and round; undefined for a key that moves nothing. */
export function step(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at - 1 + count) % count;
    default:
      return undefined;
  }
}

export function choose({ action, finding }: Option, goTo: (path: string) => void): void {
  if (finding) goTo(finding.to);
  else if (action?.form) sendForm(action.form);
  else if (action) goTo(action.to);
}
