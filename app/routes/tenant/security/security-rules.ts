/** What the form of a workspace's security takes. */
import { z } from "zod";
import {
  ABSOLUTE_MINUTES,
  IDLE_MINUTES,
  MAX_COMPANY_DOMAINS,
  type Security,
  WHO_INVITES,
} from "#app/db.shared.ts";
import { domainList } from "./domain-list.ts";

const minutes = (choices: readonly number[]) =>
  z.enum(choices.map(String), "security.errors.length").transform(Number);

export const securityForm = z
  .object({
    idleMinutes: minutes(IDLE_MINUTES),
    absoluteMinutes: minutes(ABSOLUTE_MINUTES),
    whoInvites: z.enum(WHO_INVITES, "security.errors.whoInvites"),
    needsSecondFactor: z.boolean().default(false),
    companyDomains: domainList(MAX_COMPANY_DOMAINS),
  })
  .refine(({ idleMinutes, absoluteMinutes }) => idleMinutes <= absoluteMinutes, {
    path: ["idleMinutes"],
    error: "security.errors.idleIsLonger",
  }) satisfies z.ZodType<Security>;
