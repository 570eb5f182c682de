/** What a logo may be. Pure. */
export const LOGO_MAX_BYTES = 256 * 1024;
/** Pixels, of either side. */
export const LOGO_MAX_PIXELS = 2_048;
export const LOGO_MEDIA_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type LogoMediaType = (typeof LOGO_MEDIA_TYPES)[number];
