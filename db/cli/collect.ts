/** Lists for a terminal: page after page, until there are as many as were asked for. */
import { MAX_PAGE_SIZE, type Page, type PageRequest } from "../paging.ts";
import { wholeNumber } from "./options.ts";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 100_000;

/** `command.option(...limitOption)` */
export const limitOption = [
  "--limit <n>",
  "print at most so many",
  wholeNumber(1, MAX_LIMIT),
  DEFAULT_LIMIT,
] as const;

/** The first `limit` of them; `read` answers one page. */
export async function collect<T>(
  limit: number,
  read: (request: PageRequest) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ cursor, limit: Math.min(limit - items.length, MAX_PAGE_SIZE) });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && items.length < limit);
  return items;
}
