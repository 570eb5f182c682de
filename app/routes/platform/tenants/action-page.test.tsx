/** A form in which nothing can be chosen is not shown: the page says why, and what to do. */
import { createInstance } from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect, test } from "vitest";
import { i18nOptions } from "#app/i18n/i18n.ts";
import { TranslationProvider } from "#app/i18n/translation.tsx";
import { en } from "#app/locales/en.ts";
import { ActionPage } from "./action-page.tsx";

const TENANT = { id: "t", slug: "acme", name: "Acme", status: "active", plan: "standard" } as const;

async function render(props: { isAllowed: boolean; obstacle?: string }): Promise<string> {
  const i18n = createInstance();
  await i18n.init({ ...i18nOptions, lng: "en", resources: { en: { translation: en } } });
  const page = (
    <TranslationProvider i18n={i18n}>
      <ActionPage
        {...{ action: "move", tenant: TENANT, host: "acme.test", days: 1, lastResult: undefined, ...props }}
      />
    </TranslationProvider>
  );
  return renderToStaticMarkup(<RouterProvider router={createMemoryRouter([{ path: "/", element: page }])} />);
}

test("what can be done has a form, what cannot has none and says why", async () => {
  const possible = await render({ isAllowed: true });
  expect(possible).toContain("<form");
  expect(possible).not.toContain('role="alert"');
  const inThisState = await render({ isAllowed: false });
  expect(inThisState).not.toContain("<form");
  expect(inThisState).toContain("while the tenant is");
  const { nowhere } = en.platform.actions.move;
  const anywhere = await render({ isAllowed: true, obstacle: nowhere });
  expect(anywhere).not.toContain("<form");
  expect(anywhere).toContain("No cluster accepts tenants");
});
