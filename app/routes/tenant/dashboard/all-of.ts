/** Answers under the names of what was asked; asked at once, so that queries share a flight. */
export async function allOf<T extends Record<string, Promise<unknown>>>(
  asked: T,
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const answers = await Promise.all(Object.values(asked));
  const named = Object.keys(asked).map((name, at) => [name, answers[at]]);
  return Object.fromEntries(named) as { [K in keyof T]: Awaited<T[K]> };
}
