/**
 * What one rendered document fixes for all that is in it; the browser reads it back from <html>, so both
 * agree.
 */
import { createContext, useContext } from "react";
import { type TextArea, toTextArea } from "#app/i18n/text-area.ts";

const DEFAULT_HUE = 165;
/** @internal */
export type Theme = "system" | "light" | "dark";

export type DocumentSettings = {
  theme: Theme;
  hue: number;
  requestId: string;
  /** Whose pages these are: a browser is sent the texts of these alone. */
  area: TextArea;
  /** Where to start over: the page's own start, or the apex's on a hostname that has none. */
  homeUrl: string;
  /** When the document was made, so that relative times hydrate as they were rendered. */
  nowMs: number;
  /** Whether single keys do what buttons do. */
  hasShortcuts: boolean;
  /** The zone that absolute times are rendered in. */
  timeZone: string;
  /** Somebody chose it; otherwise a browser goes on in its own. */
  isZoneChosen: boolean;
  /** Lets the document's own inline style and scripts through its content security policy. */
  nonce?: string;
};

const fallback: DocumentSettings = {
  theme: "system",
  hue: DEFAULT_HUE,
  requestId: "",
  area: "apex",
  homeUrl: "/",
  nowMs: 0,
  hasShortcuts: true,
  timeZone: "UTC",
  isZoneChosen: false,
};

const Context = createContext<DocumentSettings>(fallback);
export const DocumentSettingsProvider = Context.Provider;
export const useDocumentSettings = () => useContext(Context);

export const settingsToAttributes = (settings: DocumentSettings) => ({
  "data-theme": settings.theme,
  "data-hue": settings.hue,
  "data-request-id": settings.requestId,
  "data-area": settings.area,
  "data-home": settings.homeUrl,
  "data-now": settings.nowMs,
  "data-shortcuts": settings.hasShortcuts ? undefined : "off",
  "data-zone": settings.isZoneChosen ? settings.timeZone : undefined,
});

/** In the browser, from what the server has rendered. A nonce is no attribute there, only a property. */
export function settingsFromDocument(document: Document): DocumentSettings {
  const { dataset } = document.documentElement;
  return {
    theme: toTheme(dataset.theme),
    hue: toHue(Number(dataset.hue)),
    requestId: dataset.requestId ?? "",
    area: toTextArea(dataset.area),
    homeUrl: dataset.home ?? "/",
    nowMs: Number(dataset.now ?? 0),
    hasShortcuts: dataset.shortcuts !== "off",
    timeZone: dataset.zone ?? "UTC",
    isZoneChosen: dataset.zone !== undefined,
    nonce: document.querySelector<HTMLElement>("[nonce]")?.nonce,
  };
}

/** Stored by a tenant and written into a style: whatever it is, what comes out is an angle. */
export const toHue = (value: unknown): number =>
  typeof value === "number" && value >= 0 && value <= 360 ? value : DEFAULT_HUE;

/** @internal */
export const toTheme = (value: unknown): Theme => (value === "light" || value === "dark" ? value : "system");
