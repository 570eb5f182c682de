/** Pure: reading a `Cookie` header where it matters that a name may occur twice. */

/** Every value that is sent under this name, in the order of the header. */
export function cookieValues(header: string | null, name: string): string[] {
  if (!header) return [];
  return header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
