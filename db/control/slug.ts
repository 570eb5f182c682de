/** Slugs: the label of a workspace's hostname. Pure. */
import reservedSubdomains from "reserved-subdomains";
import { slugify } from "../text.ts";

const SLUG_MIN_LENGTH = 3;
/** @internal */
export const SLUG_MAX_LENGTH = 40;
/** Days for which a slug stays reserved after its tenant gave it up. */
export const FREED_SLUG_DAYS = 90;

/** The published list; its patterns are meant for whole names, and are not anchored by themselves. */
const PUBLISHED = new Set(reservedSubdomains.names);
const PUBLISHED_PATTERNS = reservedSubdomains.patterns.map((pattern) => new RegExp(`^(?:${pattern})$`));
const FORM = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Names of our own areas and services, beside the published list. */
const OURS = new Set([
  "accounts",
  "apex",
  "clerk",
  "clkmail",
  "console",
  "dashboard",
  "internal",
  "isatap",
  "mta-sts",
  "oauth",
  "onboarding",
  "operator",
  "platform",
  "preferences",
  "security",
  "session",
  "sign-in",
  "sign-out",
  "sign-up",
  "status",
  "tenantry",
  "webhooks",
  "workspaces",
  "wpad",
]);

export type SlugVerdict = "ok" | "format" | "reserved";

/** Whether a slug may be anybody's at all; not whether it is free. */
export function checkSlug(slug: string): SlugVerdict {
  if (slug.length < SLUG_MIN_LENGTH || slug.length > SLUG_MAX_LENGTH) return "format";
  if (!FORM.test(slug)) return "format";
  const reserved =
    OURS.has(slug) || PUBLISHED.has(slug) || PUBLISHED_PATTERNS.some((known) => known.test(slug));
  return reserved ? "reserved" : "ok";
}

/** Slugs to try in place of a wanted one, likeliest first, without an end. */
export function* slugCandidates(wanted: string): Generator<string> {
  const base = slugify(wanted, SLUG_MAX_LENGTH) || "workspace";
  const stem = base.length < SLUG_MIN_LENGTH ? `${base}-workspace` : base;
  yield stem;
  for (let n = 2; ; n++) {
    const suffix = `-${n}`;
    yield `${stem.slice(0, SLUG_MAX_LENGTH - suffix.length).replace(/-+$/, "")}${suffix}`;
  }
}

const FAMILY_LENGTH = 20;

/** What a wanted slug and all that may be tried in its place have in common. */
export function slugFamily(wanted: string): string {
  const [stem = ""] = slugCandidates(wanted);
  return stem.replace(/(-\d+)+$/, "").slice(0, FAMILY_LENGTH);
}
