/** Pure: what a tenant's owners choose for the safety of everybody in it. Lengths in minutes. */

/** Who asks others in: whoever manages members, or owners alone. */
export const WHO_INVITES = ["managers", "owners"] as const;
export type WhoInvites = (typeof WHO_INVITES)[number];

const HOUR = 60;
const DAY = 24 * HOUR;

/** How long a session may go unused. The last is the product's own. */
export const IDLE_MINUTES = [15, HOUR, 8 * HOUR, DAY, 7 * DAY] as const;
/** How long a session may last however busy. The last is the product's own. */
export const ABSOLUTE_MINUTES = [8 * HOUR, DAY, 7 * DAY, 30 * DAY] as const;

export type Security = {
  idleMinutes: number;
  absoluteMinutes: number;
  whoInvites: WhoInvites;
  needsSecondFactor: boolean;
  /** Whoever has an address of one of these comes in through their company's sign-on alone. In lower case. */
  companyDomains: string[];
};

/** More than a company has. */
export const MAX_COMPANY_DOMAINS = 20;

/** Of a tenant whose owners chose nothing. */
export const PRODUCT_SECURITY: Security = {
  idleMinutes: 7 * DAY,
  absoluteMinutes: 30 * DAY,
  whoInvites: "managers",
  needsSecondFactor: false,
  companyDomains: [],
};
