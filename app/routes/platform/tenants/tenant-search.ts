import { z } from "zod";
import { PLACEMENT_KINDS, PLANS, TENANT_STATUSES } from "#app/db.shared.ts";
import { cursor, oneOf, readerOf, words } from "#app/validation/search.ts";

const tenants = z.object({
  q: words,
  status: oneOf(TENANT_STATUSES),
  placement: oneOf(PLACEMENT_KINDS),
  cluster: words,
  plan: oneOf(PLANS),
  behind: oneOf(["1"]),
  ownerless: oneOf(["1"]),
  overdue: oneOf(["1"]),
  sort: oneOf(["name", "slug", "created", "status"]),
  dir: oneOf(["asc", "desc"]),
  cursor,
});

export type TenantSearch = z.infer<typeof tenants>;
export const readTenantSearch = readerOf(tenants);
