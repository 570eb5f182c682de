import { classNames } from "./class-names.ts";

/** A whole code point, so that no emoji is cut in two. */
const firstLetter = (word: string): string => (word ? String.fromCodePoint(word.codePointAt(0) ?? 0) : "");

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => firstLetter(word ?? ""));
  return letters.join("").toUpperCase();
};

/** Initials; decoration beside a name that is written out. */
export function Avatar({ name, square = false }: { name: string; square?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "grid size-8 shrink-0 place-items-center bg-accent-soft text-xs font-semibold text-accent-text",
        square ? "rounded" : "rounded-full",
      )}
    >
      {initials(name)}
    </span>
  );
}
