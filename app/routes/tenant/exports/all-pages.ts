type Page<T> = { items: T[]; nextCursor: string | null };

/** A list to its end, a page at a time, each asked for when the one before is taken. */
export async function* allPages<T>(
  load: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T[]> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: Page<T> = await load(cursor);
    yield page.items;
    cursor = page.nextCursor;
  }
}
