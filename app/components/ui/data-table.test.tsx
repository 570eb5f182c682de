import { createInstance } from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { i18nOptions } from "#app/i18n/i18n.ts";
import { TranslationProvider } from "#app/i18n/translation.tsx";
import { en } from "#app/locales/en.ts";
import { type Column, DataTable } from "./data-table.tsx";

type Row = { id: string; note: string | null };
const columns: Column<Row>[] = [
  {
    id: "id",
    label: "Name",
    cell: ({ id }) => <a href={`/${id}`}>{id}</a>,
    sort: { to: "/", direction: "asc" },
  },
  { id: "note", label: "Note", isWide: true, cell: ({ note }) => note },
];

async function render(rows: Row[]): Promise<string> {
  const i18n = createInstance();
  await i18n.init({ ...i18nOptions, lng: "en", resources: { en: { translation: en } } });
  return renderToStaticMarkup(
    <MemoryRouter>
      <TranslationProvider i18n={i18n}>
        <DataTable label="Things" rows={rows} columns={columns} keyOf={({ id }) => id} />
      </TranslationProvider>
    </MemoryRouter>,
  );
}

test("a row stands in a page once, for wide and narrow windows alike", async () => {
  const html = await render([
    { id: "first", note: "a note" },
    { id: "second", note: null },
  ]);
  expect(html.match(/href="\/first"/g)).toHaveLength(1);
  expect(html.match(/a note/g)).toHaveLength(1);
  expect(html.match(/<tr/g)).toHaveLength(3);
});

test("a cell says what it is where the head is not shown, and an empty one can be left out", async () => {
  const html = await render([{ id: "first", note: null }]);
  expect(html).toContain('<td data-label="Note" class="wide"><div></div></td>');
  expect(html).toContain('aria-sort="ascending"');
});
