import { classNames } from "./class-names.ts";

/** A whole code point, so that no emoji is cut in two. */
const firstLetter = (word: string): string => (word ? String.fromCodePoint(word.codePointAt(0) ?? 0) : "");

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => firstLetter(word ?? ""));
  return letters.join("").toUpperCase();
};

type AvatarProps = {
  name: string;
  /** The address of the person's picture. */
  picture?: string | null | undefined;
  square?: boolean;
};

/** Initials, under the picture where there is one; decoration beside a name that is written out. */
export function Avatar({ name, picture, square = false }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "relative grid size-8 shrink-0 place-items-center overflow-hidden bg-accent-soft text-xs font-semibold text-accent-text",
        square ? "rounded" : "rounded-full",
      )}
    >
      {initials(name)}
      {picture && (
        <img
          src={picture}
          alt=""
          width={32}
          height={32}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
}
