/** Pure: an entry of the log in words for the workspace's owners. */
import type { ParseKeys, TFunction } from "i18next";
import type { WorkspaceAuditEntry } from "#app/db.server.ts";

type Entry = Pick<WorkspaceAuditEntry, "action" | "by" | "detail">;
type Named = Entry & { actorName: string | null; personName: string | null };

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The id of whom it was done to. */
export const personIn = ({ detail }: Pick<Entry, "detail">): string | undefined => textIn(detail.userId);

export const reasonIn = ({ detail }: Pick<Entry, "detail">): string | undefined => textIn(detail.reason);

/** Who did it. Of the platform's staff nobody is named. */
export function actorWords(t: TFunction, { by, actorName }: Named): string {
  if (by === "staff") return t("auditLog.staff");
  if (by === "system") return t("auditLog.system");
  return actorName ?? t("activity.someone");
}

/** What was done, as a sentence without its subject. Browsers have no words for it. */
export function auditWords(t: TFunction, entry: Named): string {
  const { action, detail } = entry;
  const text = t as (key: string, params?: object) => string;
  const role = (value: unknown) => wordOf(text, "roles", value);
  const plan = (value: unknown) => wordOf(text, "settings.plan.plans", value);
  const params = {
    person: entry.personName ?? t("auditLog.somebody"),
    role: role(detail.role ?? detail.to),
    formerRole: role(detail.from),
    plan: plan(detail.to),
    formerPlan: plan(detail.from),
    domain: textIn(detail.domain) ?? "",
    from: textIn(detail.from) ?? "",
    to: textIn(detail.to) ?? "",
    what: action === "security.change" ? changedSettings(t, detail) : "",
  };
  const key = `auditWords.${variantOf(entry)}`;
  return text(key, { ...params, defaultValue: action });
}

/** As it is where there is no word for it; a dash where there is nothing. */
function wordOf(text: (key: string, params?: object) => string, among: string, value: unknown): string {
  const name = textIn(value);
  return name ? text(`${among}.${name}`, { defaultValue: name }) : "–";
}

/** Some acts are told in two ways. */
function variantOf({ action, detail }: Entry): string {
  if (action === "session.end" && personIn({ detail })) return "session.endOfOther";
  if (action === "tenant.rename" && textIn(detail.to)) return "tenant.address";
  return action;
}

const SETTINGS: Record<string, ParseKeys> = {
  idleMinutes: "security.idle",
  absoluteMinutes: "security.absolute",
  whoInvites: "security.whoInvites",
  needsSecondFactor: "security.secondFactor",
  companyDomains: "security.company",
};

function changedSettings(t: TFunction, { from, to }: Record<string, unknown>): string {
  const [before, after] = [from, to].map((value) => (value ?? {}) as Record<string, unknown>);
  return Object.entries(SETTINGS)
    .filter(([name]) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
    .map(([, key]) => t(key))
    .join(", ");
}
