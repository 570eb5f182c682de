/** A logo as it is uploaded: what it is, its own bytes say. */
import { createHash } from "node:crypto";
import { LOGO_MAX_BYTES, LOGO_MAX_PIXELS, type LogoMediaType } from "#app/db.shared.ts";
import { readPicture } from "#app/http/picture.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { message } from "#app/i18n/message.ts";

type Logo = { mediaType: LogoMediaType; bytes: Buffer; version: string };

const KILOBYTE = 1_024;
/** Of the bytes' hash: enough that no two pictures have one name. */
const VERSION_LENGTH = 20;

/** The picture, or why it is refused. Throws RequestRefused for what is no upload. */
export async function readLogo(request: Request): Promise<{ logo: Logo } | { error: string }> {
  const bytes = await readUpload(request, { field: "logo", maxBytes: LOGO_MAX_BYTES });
  if (bytes === undefined) return { error: "settings.errors.noFile" };
  if (bytes === "tooLarge")
    return { error: message("settings.errors.logoTooLarge", { kilobytes: LOGO_MAX_BYTES / KILOBYTE }) };
  const picture = readPicture(bytes);
  if (!picture) return { error: "settings.errors.noPicture" };
  const { mediaType, width, height } = picture;
  if (Math.min(width, height) < 1 || Math.max(width, height) > LOGO_MAX_PIXELS)
    return { error: message("settings.errors.logoTooWide", { pixels: LOGO_MAX_PIXELS }) };
  const version = createHash("sha256").update(bytes).digest("hex").slice(0, VERSION_LENGTH);
  return { logo: { mediaType, bytes, version } };
}
