/** A validation message is a translation key, with parameters as a query: `validation.tooLong?max=120`. */
export const message = (key: string, params: Record<string, string | number> = {}): string => {
  const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? key : `${key}?${query}`;
};

export function parseMessage(text: string): { key: string; params: Record<string, string> } {
  const mark = text.indexOf("?");
  if (mark < 0) return { key: text, params: {} };
  return { key: text.slice(0, mark), params: Object.fromEntries(new URLSearchParams(text.slice(mark + 1))) };
}
