/** Pure: text of at most so many UTF-16 units, with a sign where it was cut; no character is cut in two. */
export const cutTo = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
