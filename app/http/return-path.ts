/** Pure: a path to go back to, or the fallback for whatever could lead to another origin. */
const MAX_RETURN_PATH_LENGTH = 2_048;
const ANYWHERE = "http://return.invalid";
const CONTROL = /\p{Cc}/u;

export function returnPath(value: unknown, fallback = "/"): string {
  if (typeof value !== "string" || value.length > MAX_RETURN_PATH_LENGTH) return fallback;
  if (!value.startsWith("/") || CONTROL.test(value)) return fallback;
  const url = URL.parse(value, ANYWHERE);
  if (url?.origin !== ANYWHERE) return fallback;
  const path = `${url.pathname}${url.search}${url.hash}`;
  // What the parser made of it is parsed again by the browser: `/.//host` would become `//host`.
  return path.startsWith("//") ? fallback : path;
}
