/** Pure: the header that makes of an answer a file of some name. */

const MAX_NAME_LENGTH = 150;
/** What no file system, or no header, takes: controls, marks that turn a line around, separators. */
const UNFIT = /[\p{Cc}\u202A-\u202E\u2066-\u2069/\\:*?"<>|]/gu;
/** What RFC 8187 has encoded though `encodeURIComponent` leaves it. */
const ALSO_ENCODED = /['()*]/g;

/**
 * `Content-Disposition` for a download, after RFC 6266: the name in full as `filename*`, and what is left of
 * it in ASCII for readers that know no other.
 */
export function attachment(name: string): string {
  const fit = name.toWellFormed().replace(UNFIT, "-").slice(0, MAX_NAME_LENGTH).toWellFormed();
  const plain = fit
    .normalize("NFKD")
    .replace(/[^ -~]/g, "")
    .replace(/^\.|^$/, "file$&");
  const encoded = encodeURIComponent(fit).replace(
    ALSO_ENCODED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
