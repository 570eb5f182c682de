/** Pure: addresses of lists, and what they ask for. Pages need these; reading an address is the server's. */

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
  Object.entries(search).some(
    ([name, value]) => value && !["cursor", "sort", "dir", "all", "row"].includes(name),
  );
