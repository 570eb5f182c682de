/** Forms are parsed here, in the browser and on the server: what is wrong is said in words that we have. */
import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import { message } from "#app/i18n/message.ts";

/** For what a schema has no words of its own for: the library's are English, and speak of types. */
export const inOurWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "invalid_type" && issue.input === undefined) return "validation.required";
  if (issue.code === "too_big" && issue.origin === "string")
    return message("validation.tooLong", { max: Number(issue.maximum) });
  return "validation.invalid";
};

export const parseForm = <T extends z.ZodType>(fields: FormData, schema: T) =>
  parseWithZod(fields, { schema, error: inOurWords });
