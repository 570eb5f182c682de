import { z } from "zod";
import { ApiError } from "./router.ts";

const DEFAULT_PAGE = 10;
const MAX_PAGE = 500;

export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ApiError(422, "form_param_invalid", issue?.message ?? "invalid", issue?.path.join("."));
}

const page = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).catch(DEFAULT_PAGE),
  offset: z.coerce.number().int().min(0).catch(0),
});

/** The newest first, unless the oldest are asked for. */
export const parsePage = (query: URLSearchParams) => ({
  ...page.parse({ limit: query.get("limit") ?? DEFAULT_PAGE, offset: query.get("offset") ?? 0 }),
  isOldestFirst: query.get("order_by") === "+created_at",
});
