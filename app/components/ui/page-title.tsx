import type { TFunction } from "i18next";
import { useMatches } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";

const PRODUCT = "Tenantry";

/** What a layout route exports as its `handle`: the part of every title below it between page and product. */
export type TitleHandle<Data> = { titlePart(t: TFunction, loaderData: Data | undefined): string | undefined };

const isTitleHandle = (handle: unknown): handle is TitleHandle<unknown> =>
  typeof handle === "object" && handle !== null && "titlePart" in handle;

/** The title element: page, workspace or area, product. React moves it into the head. */
export function PageTitle({ children }: { children: string }) {
  const { t } = useTranslation();
  const parts = useMatches().map(({ handle, loaderData }) =>
    isTitleHandle(handle) ? handle.titlePart(t, loaderData) : undefined,
  );
  return <title>{[children, ...parts, PRODUCT].filter(Boolean).join(" · ")}</title>;
}
