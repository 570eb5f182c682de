/** The addresses of the console's lists: every part may be anything, and what makes no sense is left out. */
import { z } from "zod";
import { PLACEMENT_KINDS, PLANS, TENANT_STATUSES, WEBHOOK_EVENT_STATES } from "#app/db.shared.ts";
import { withoutControls } from "#app/validation/text.ts";

const MAX_SEARCH_LENGTH = 200;
const MAX_CURSOR_LENGTH = 1_000;

const resultStates = ["done", "failed"] as const;

const words = z
  .string()
  .transform((text) => withoutControls(text).trim().slice(0, MAX_SEARCH_LENGTH) || undefined)
  .optional();
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined);
const cursor = z.string().max(MAX_CURSOR_LENGTH).optional().catch(undefined);
/** PostgreSQL has no year 0, and nothing here is older than computers. */
const [FIRST_DAY, LAST_DAY] = ["1970-01-01", "9999-12-31"];
const day = z.iso
  .date()
  .refine((text) => text >= FIRST_DAY && text <= LAST_DAY)
  .optional()
  .catch(undefined);

const tenants = z.object({
  q: words,
  status: oneOf(TENANT_STATUSES),
  placement: oneOf(PLACEMENT_KINDS),
  cluster: words,
  plan: oneOf(PLANS),
  behind: oneOf(["1"]),
  sort: oneOf(["name", "slug", "created", "status"]),
  dir: oneOf(["asc", "desc"]),
  cursor,
});
const events = z.object({ q: words, type: words, state: oneOf(WEBHOOK_EVENT_STATES), cursor });
const audit = z.object({ tenant: words, actor: words, action: words, from: day, to: day, cursor });
const results = z.object({ state: oneOf(resultStates), cursor });

export type TenantSearch = z.infer<typeof tenants>;
export type EventSearch = z.infer<typeof events>;
export type AuditSearch = z.infer<typeof audit>;
export type ResultSearch = z.infer<typeof results>;

/** An empty field of a form is one that was not given. */
const given = (params: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...params].filter(([, value]) => value !== ""));

export const readTenantSearch = (params: URLSearchParams): TenantSearch => tenants.parse(given(params));
export const readEventSearch = (params: URLSearchParams): EventSearch => events.parse(given(params));
export const readAuditSearch = (params: URLSearchParams): AuditSearch => audit.parse(given(params));
export const readResultSearch = (params: URLSearchParams): ResultSearch => results.parse(given(params));

/** An address with these parameters; those without a value are left out. */
export function listPath(path: string, params: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The addresses of the neighbouring pages under the same search. */
export function pagePaths(
  path: string,
  search: Record<string, string | undefined>,
  page: { nextCursor: string | null; previousCursor: string | null },
): { next: string | undefined; previous: string | undefined } {
  const at = (cursor: string | null) => (cursor ? listPath(path, { ...search, cursor }) : undefined);
  return { next: at(page.nextCursor), previous: at(page.previousCursor) };
}

/** Whether anything but the page and the order was asked for. */
export const isFiltered = (search: Record<string, string | undefined>): boolean =>
  Object.entries(search).some(([name, value]) => value && !["cursor", "sort", "dir"].includes(name));
