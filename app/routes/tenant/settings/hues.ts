/** Colours that a workspace may have: degrees of hue, by the name that people read. */
import type { ParseKeys } from "i18next";

type Hue = { hue: number; text: ParseKeys; className: string };

/** Each shows itself; how light it is, is ours (app/app.css). */
export const HUES: readonly Hue[] = [
  { hue: 25, text: "settings.hues.red", className: "[--h:25]" },
  { hue: 55, text: "settings.hues.orange", className: "[--h:55]" },
  { hue: 85, text: "settings.hues.yellow", className: "[--h:85]" },
  { hue: 125, text: "settings.hues.lime", className: "[--h:125]" },
  { hue: 165, text: "settings.hues.green", className: "[--h:165]" },
  { hue: 195, text: "settings.hues.teal", className: "[--h:195]" },
  { hue: 230, text: "settings.hues.sky", className: "[--h:230]" },
  { hue: 262, text: "settings.hues.blue", className: "[--h:262]" },
  { hue: 295, text: "settings.hues.violet", className: "[--h:295]" },
  { hue: 330, text: "settings.hues.pink", className: "[--h:330]" },
];
