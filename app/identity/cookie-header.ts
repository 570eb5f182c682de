/**
 * Pure: the one reading of a `Cookie` header. A name may occur twice, where a sibling's page set a cookie in
 * front of ours; what another parser then reads is handed to it alone, so that no two ever disagree about
 * which value counts.
 */
export type Cookie = { name: string; value: string };

/** Each pair, in the order of the header; spaces around a name or a value are no part of it. */
function parseCookies(header: string | null): Cookie[] {
  return (header ?? "").split(";").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [] : [{ name: trim(pair.slice(0, at)), value: trim(pair.slice(at + 1)) }];
  });
}

/** What the standard takes for a space, and the parsers of others with it: `String.trim` takes more. */
const trim = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, "");

/** Every value that is sent under this name. */
export const cookieValues = (header: string | null, name: string): string[] =>
  parseCookies(header).flatMap((cookie) => (cookie.name === name ? [cookie.value] : []));

/** What is sent under this name; undefined where nothing is, or more than one value. */
export function soleCookie(header: string | null, name: string): string | undefined {
  const [value, ...others] = cookieValues(header, name);
  return others.length > 0 ? undefined : value;
}

export const toHeader = (cookies: Cookie[]): string =>
  cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
