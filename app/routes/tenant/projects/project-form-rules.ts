import { z } from "zod";
import { bare } from "#app/i18n/isolate.ts";
import { paragraphs, requiredLine } from "#app/validation/text.ts";
import { PROJECT_NAME_MAX_LENGTH } from "./project-limits.ts";
import { projectStatuses } from "./project-statuses.ts";

const PROJECT_DESCRIPTION_MAX_LENGTH = 10_000;
const MAX_CATEGORIES = 50;
/** PostgreSQL's integer. */
const MAX_VERSION = 2_147_483_647;

export const projectForm = z.object({
  name: requiredLine(PROJECT_NAME_MAX_LENGTH, "validation.nameRequired"),
  description: paragraphs(PROJECT_DESCRIPTION_MAX_LENGTH),
  status: z.enum(projectStatuses, "validation.status"),
  isPublic: z.boolean().default(false),
  /** Of what was edited; absent for a new project. */
  version: z.coerce.number().int().min(1).max(MAX_VERSION).optional().catch(undefined),
  /** Of a form that makes one: sent twice, it makes one. */
  formKey: z.uuid().optional().catch(undefined),
  categoryIds: z.array(z.uuid("validation.category")).max(MAX_CATEGORIES, "validation.category").default([]),
  preview: z.string().optional(),
});

/** Asks for the name, so that nobody deletes what they did not mean. */
export const projectDeletion = (name: string) =>
  z.object({
    name: z
      .string({ error: "validation.nameRequired" })
      .refine((typed) => squeezed(typed) === squeezed(name), { error: "validation.nameMismatch" }),
  });

/** A page shows runs of spaces as one; so what was read off it, or copied, counts as the name. */
const squeezed = (text: string): string => bare(text).trim().replace(/\s+/g, " ");
