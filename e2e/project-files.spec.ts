/** Projects that go out as a file and come in from one, with and without JavaScript. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { createProject, createWorkspace, hydrated, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const PLANS = ["Standard", "Enterprise"] as const;
const file = (text: string | Buffer, name = "work.csv") => ({
  name,
  mimeType: "text/csv",
  buffer: typeof text === "string" ? Buffer.from(text) : text,
});

async function workspace(page: Page, plan: (typeof PLANS)[number] = "Standard"): Promise<string> {
  const slug = unique("f");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, plan);
  return slug;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    async function upload(page: Page, slug: string, given: ReturnType<typeof file>) {
      await page.goto(tenantUrl(slug, "/projects/import"));
      if (javaScriptEnabled) await hydrated(page);
      await page.getByLabel("CSV file").setInputFiles(given);
      await page.getByRole("button", { name: "Continue" }).click();
    }
    const link = (page: Page, name: string) =>
      page.getByRole("main").getByRole("link", { name, exact: true });

    for (const plan of PLANS) {
      test(`a file is imported into a ${plan} workspace, taken back, and goes out again`, async ({
        page,
      }) => {
        const slug = await workspace(page, plan);
        await createProject(page, slug, "Pier");
        await page.goto(tenantUrl(slug, "/projects"));
        await page.getByRole("link", { name: "Import" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Import projects" })).toBeVisible();
        await upload(
          page,
          slug,
          file(
            '\uFEFFTítulo;Notas;Estado\r\n"Muelle ""A""";"Una\r\ndos";En pausa\r\nPier;;\r\n=1+1;;Done\r\n',
          ),
        );
        await expect(page.getByRole("heading", { level: 1, name: "What is in which column?" })).toBeVisible();
        await expect(page.getByLabel("Name", { exact: true })).toHaveValue("0");
        await expect(page.getByLabel("Description")).toHaveValue("1");
        await page.getByRole("button", { name: "Check the lines" }).click();
        await expect(page.getByText("2 projects can be created.")).toBeVisible();
        await expect(page.getByRole("row", { name: /Pier/ })).toContainText("Left out");
        await page.getByRole("button", { name: "Create 2 projects" }).click();
        await expect(page.getByText("2 projects were created from “work.csv”.")).toBeVisible();
        await page.getByRole("link", { name: "Look at the projects" }).click();
        await expect(link(page, 'Muelle "A"')).toBeVisible();
        await expect(link(page, "=1+1")).toBeVisible();

        const downloading = page.waitForEvent("download");
        await page.getByRole("button", { name: "Export as CSV" }).click();
        const download = await downloading;
        expect(download.suggestedFilename()).toMatch(/^Workspace f-.* - Projects \d{4}-\d\d-\d\d\.csv$/);
        const text = await readFile(await download.path(), "utf8");
        expect(text.startsWith('\uFEFF"Name","Description","Status"')).toBe(true);
        expect(text).toContain('"Muelle ""A""","Una\ndos","Paused","Public"');
        expect(text).toContain(`"'=1+1"`);
        expect(text.match(/\r\n/g)).toHaveLength(4);

        await page.goBack();
        await page.getByRole("button", { name: "Undo" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Import undone" })).toBeVisible();
        await page.goto(tenantUrl(slug, "/projects"));
        await expect(link(page, "Pier")).toBeVisible();
        await expect(link(page, "=1+1")).toHaveCount(0);
      });
    }

    test("what is wrong is said line by line, and nothing is created", async ({ page }) => {
      const slug = await workspace(page);
      await upload(page, slug, file("Name,Status,Category\n,Later,\nQuay,Done,Nowhere\nDock,,\n"));
      await page.getByRole("button", { name: "Check the lines" }).click();
      await expect(page.getByText("Something is wrong in 2 lines.")).toBeVisible();
      await expect(page.getByRole("row", { name: /^Line 2/ })).toContainText("“Later” is no status.");
      await expect(page.getByRole("row", { name: /Quay/ })).toContainText("There is no category “Nowhere”.");
      await expect(page.getByRole("button", { name: /^Create/ })).toHaveCount(0);
      await page.getByRole("link", { name: "Show all lines" }).click();
      await expect(page.getByRole("row", { name: /Dock/ })).toContainText("A project");
      await page.goto(tenantUrl(slug, "/projects"));
      await expect(page.getByText("No projects yet")).toBeVisible();
    });

    test("a file that cannot be read is refused beside its field, with what to do", async ({ page }) => {
      const slug = await workspace(page);
      const said = page.locator("#file-error");
      await upload(page, slug, file(Buffer.from([0x4e, 0xf1, 0x0a, 0x61])));
      await expect(said).toContainText("The file is not encoded in UTF-8.");
      await upload(page, slug, file(""));
      await expect(said).toContainText(/The file is empty|Choose a file/);
      await upload(page, slug, file(`Name\n${"x\n".repeat(2_001)}`));
      await expect(said).toContainText("The file has more than 2000 lines.");
      await upload(page, slug, file(`Name\n${"x".repeat(1024 * 1024)}`));
      await expect(said).toContainText("The file has more than 1 MB.");
    });
  });
}

test("in Spanish a file is imported, and exported as spreadsheets there expect it", async ({ browser }) => {
  const context = await browser.newContext({ locale: "es-ES" });
  const page = await context.newPage();
  const slug = unique("f");
  await page.goto(`${E2E.baseUrl}/sign-up`);
  await page.getByLabel("Nombre", { exact: true }).fill("Nora");
  await page.getByLabel("Apellidos").fill("Nueva");
  await page.getByLabel("Correo electrónico").fill(`${slug}@example.com`);
  await page.getByRole("button", { name: "Crear cuenta" }).click();
  await page.waitForURL(/\/onboarding/);
  await page.getByLabel("Nombre del espacio").fill(`Año «${slug}»`);
  await page.getByLabel("Dirección").fill(slug);
  await page.getByRole("button", { name: "Crear espacio" }).click();
  await page.waitForURL(tenantUrl(slug, "/dashboard"), { timeout: 30_000 });
  await page.goto(tenantUrl(slug, "/projects/import"));
  await page.getByLabel("Archivo CSV").setInputFiles(file("Nombre\tEstado\nMuelle\tActivo\n", "Año.tsv"));
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByRole("button", { name: "Comprobar las líneas" }).click();
  await page.getByRole("button", { name: "Crear 1 proyecto" }).click();
  await expect(page.getByText("Se ha creado 1 proyecto a partir de «Año.tsv».")).toBeVisible();
  await page.getByRole("link", { name: "Ver los proyectos" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exportar como CSV" }).click();
  const download = await downloading;
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain('"Nombre";"Descripción";"Estado"');
  expect(text).toContain('"Muelle";"";"Activo";"Público"');
  // A browser names the file as its own system lets it; what it is told is ours.
  const named = await page.evaluate(async () => {
    const answer = await fetch("/projects/export", { method: "POST", body: new URLSearchParams() });
    return answer.headers.get("content-disposition");
  });
  expect(named).toContain(`filename="Ano ${slug} - Proyectos`);
  expect(named).toContain(`filename*=UTF-8''A%C3%B1o%20%C2%AB${slug}%C2%BB%20-%20Proyectos`);
  await context.close();
});
