/** Text in which what was searched for is marked. */
import { Fragment } from "react";
import { excerptOf, partsOf } from "./found-words.ts";

export function Highlighted({ text, search }: { text: string; search: string | undefined }) {
  if (!search) return text;
  return partsOf(text, search).map(({ part, isFound, at }) =>
    isFound ? <mark key={at}>{part}</mark> : <Fragment key={at}>{part}</Fragment>,
  );
}

/** Where the words are in a longer text; nothing where they are not. */
export function Excerpt({ text, search }: { text: string; search: string | undefined }) {
  const excerpt = search && excerptOf(text, search);
  if (!excerpt) return null;
  return (
    <p dir="auto" className="truncate text-xs text-muted">
      <Highlighted text={excerpt} search={search} />
    </p>
  );
}
