/** What the forms of an invitation's page take. */
import { z } from "zod";
import { requiredLine } from "#app/validation/text.ts";
import { leaveForm } from "../../../components/leave-form.ts";

const NAME_MAX_LENGTH = 100;

export const invitationForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("signUp"),
    firstName: requiredLine(NAME_MAX_LENGTH),
    lastName: requiredLine(NAME_MAX_LENGTH),
  }),
  z.object({ intent: z.literal("signIn") }),
  z.object({ intent: z.literal("join") }),
  leaveForm,
]);
