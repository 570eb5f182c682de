/** Pictures of the product, taken by `npm run screenshots` from the demo workspace. */

const NAMES = ["dashboard", "projects", "members", "project"] as const;

export type PictureName = (typeof NAMES)[number];

/** In CSS pixels; each picture has as many of its own. */
export const PICTURE_SIZE = { width: 1280, height: 800 };

const files = import.meta.glob<string>("./pictures/*.webp", {
  eager: true,
  import: "default",
  query: "?no-inline",
});

/** The addresses of one picture, in the language if there is one in it, else in English. */
export function pictureOf(name: PictureName, language: string): { light: string; dark: string } {
  const find = (theme: string) =>
    files[`./pictures/${name}-${language}-${theme}.webp`] ??
    files[`./pictures/${name}-en-${theme}.webp`] ??
    "";
  return { light: find("light"), dark: find("dark") };
}
