import type { TFunction } from "i18next";
import { useActionData, useMatches } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";

const PRODUCT = "Tenantry";

/** What a layout route exports as its `handle`: the part of every title below it between page and product. */
export type TitleHandle<Data> = { titlePart(t: TFunction, loaderData: Data | undefined): string | undefined };

const isTitleHandle = (handle: unknown): handle is TitleHandle<unknown> =>
  typeof handle === "object" && handle !== null && "titlePart" in handle;

const isRefusal = (actionData: unknown): boolean =>
  typeof actionData === "object" &&
  actionData !== null &&
  "status" in actionData &&
  actionData.status === "error";

type PageTitleProps = { children: string; isRefused?: boolean };

/**
 * The title element: page, workspace or area, product. React moves it into the head. It begins with the error
 * where a form of the page was refused, by the server or before it was sent.
 */
export function PageTitle({ children, isRefused = false }: PageTitleProps) {
  const { t, isolate } = useTranslation();
  const hasFailed = isRefusal(useActionData()) || isRefused;
  const page = hasFailed ? t("form.errorTitle", { title: children }) : children;
  const parts = useMatches().map(({ handle, loaderData }) =>
    isTitleHandle(handle) ? handle.titlePart(t, loaderData) : undefined,
  );
  const shown = [page, ...parts, PRODUCT].flatMap((part) => (part ? [isolate(part)] : []));
  return <title>{shown.join(" · ")}</title>;
}
