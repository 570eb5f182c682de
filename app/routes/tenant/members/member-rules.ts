import { z } from "zod";
import { ROLES } from "#app/db.shared.ts";

export const roleChange = z.object({ role: z.enum(ROLES, "members.errors.role") });
