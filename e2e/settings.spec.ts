/** An owner sets up their workspace, and a person what they see everywhere: with JavaScript and without. */
import { crc32, deflateSync } from "node:zlib";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { createProject, createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const said = (page: Page) => page.getByRole("status").first();

/** A picture of one dark square, as a program that draws would save it. */
function png(side: number): Buffer {
  const chunk = (kind: string, body: Buffer) => {
    const all = Buffer.concat([Buffer.from(kind), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(all));
    return Buffer.concat([length, all, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0], 8);
  const rows = deflateSync(Buffer.alloc(side * (side + 1)));
  const start = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

async function newWorkspace(page: Page, plan: "Standard" | "Enterprise" = "Standard"): Promise<string> {
  const slug = unique("set");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, plan);
  return slug;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const context = (browser: Browser) => browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl });

    for (const plan of ["Standard", "Enterprise"] as const) {
      test(`categories are added, renamed, ordered, hidden, deleted and brought back, on the plan ${plan}`, async ({
        page,
      }) => {
        const slug = await newWorkspace(page, plan);
        await page.getByRole("link", { name: "Settings" }).click();
        await page.getByRole("link", { name: "Categories" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Categories" })).toBeVisible();
        const names = async () => (await page.getByRole("row").getByRole("link").allTextContents()).join(" ");

        await page.getByLabel("Name").fill("Field work");
        await page.getByRole("button", { name: "Add category" }).click();
        await expect(said(page)).toContainText("Field work” is added.");
        await page.getByLabel("Name").fill("FIELD WORK");
        await page.getByRole("button", { name: "Add category" }).click();
        await expect(page.getByRole("alert")).toContainText("Another category has this name.");

        await page.getByRole("button", { name: "Move Engineering up" }).click();
        await expect.poll(names).toMatch(/^Engineering Design Marketing/);

        await page.getByRole("link", { name: "Design", exact: true }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Design" })).toBeVisible();
        await page.getByLabel("Name").fill("Look and feel");
        await page.getByRole("button", { name: "Save name" }).click();
        await expect(page.getByRole("row", { name: "Look and feel" })).toContainText("instead of");
        await page.getByRole("link", { name: "Research" }).click();
        await page.getByRole("button", { name: "Hide" }).click();
        await expect(page.getByRole("row", { name: "Research" })).toContainText("Hidden");

        await page.goto(tenantUrl(slug, "/projects/new"));
        const offered = page.getByRole("group", { name: "Categories" });
        await expect(offered.getByRole("checkbox", { name: "Look and feel" })).toBeVisible();
        await expect(offered.getByRole("checkbox", { name: "Research" })).toHaveCount(0);
        await page.getByLabel("Name", { exact: true }).fill("Survey");
        await offered.getByRole("checkbox", { name: "Field work" }).check();
        await page.getByRole("button", { name: "Create project" }).click();
        await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
        await expect(page.getByRole("main")).toContainText("Field work");
        const project = page.url();

        await page.goto(tenantUrl(slug, "/settings/categories"));
        await page.getByRole("link", { name: "Field work" }).click();
        await page.getByRole("link", { name: "Delete category" }).click();
        await expect(page.getByText("1 project is in it")).toBeVisible();
        await page.getByRole("button", { name: "Delete category" }).click();
        await expect(page.getByRole("link", { name: "Field work" })).toHaveCount(0);
        await page.getByRole("button", { name: "Undo" }).click();
        await expect(said(page)).toContainText("Field work” is back.");
        await page.goto(project);
        await expect(page.getByRole("main")).toContainText("Field work");
      });
    }

    test("a workspace gets another name, colour, logo and address, and the old address leads to the new one", async ({
      page,
    }) => {
      const slug = await newWorkspace(page);
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByLabel("Name of the workspace").fill(`Renamed ${slug}`);
      await page.getByRole("radio", { name: "Violet" }).check();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(said(page)).toContainText("The settings are saved.");
      await expect(page.locator("summary:visible").first()).toContainText(`Renamed ${slug}`);
      await page.reload();
      await expect(page.locator("html")).toHaveAttribute("data-hue", "295");

      await page.getByRole("link", { name: "Add a logo" }).click();
      await page.getByLabel("Picture").setInputFiles({
        name: "logo.png",
        mimeType: "image/png",
        buffer: Buffer.from("<svg onload='alert(1)'/>"),
      });
      await page.getByRole("button", { name: "Upload" }).click();
      await expect(page.getByText("This is no PNG, JPEG or WebP picture.")).toBeVisible();
      const file = { name: "l.svg", mimeType: "image/svg+xml", buffer: png(64) };
      await page.getByLabel("Picture").setInputFiles(file);
      await page.getByRole("button", { name: "Upload" }).click();
      await expect(said(page)).toContainText("The logo is saved.");
      const logo = page.locator('main img[src^="/logo/"]');
      await expect(logo).toBeVisible();
      const [served] = await Promise.all([
        page.waitForResponse((answer) => new URL(answer.url()).pathname.startsWith("/logo/")),
        page.goto(tenantUrl(slug, (await logo.getAttribute("src")) ?? "")),
      ]);
      expect(served.headers()).toMatchObject({
        "content-type": "image/png",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
      });

      const moved = `${slug}-new`;
      await page.goto(tenantUrl(slug, "/settings"));
      await page.getByRole("link", { name: "Change address" }).click();
      await page.getByLabel("New address").fill("www");
      await page.getByRole("button", { name: "Change address" }).click();
      await expect(page.getByRole("alert")).toContainText("This address is reserved.");
      await page.getByLabel("New address").fill(moved);
      await page.getByRole("button", { name: "Change address" }).click();
      await page.waitForURL(tenantUrl(moved, "/settings"));
      await expect(page.getByLabel("Name of the workspace")).toHaveValue(`Renamed ${slug}`);
      await page.goto(tenantUrl(slug, "/settings/plan"));
      await page.waitForURL(tenantUrl(moved, "/settings/plan"));
      await expect(page.getByRole("main")).toContainText("Standard");
    });

    test("what a person chooses is the same in their other workspace and on another device", async ({
      page,
      browser,
    }) => {
      const slug = await newWorkspace(page);
      await page.goto(`${E2E.baseUrl}/onboarding`);
      const second = unique("set");
      await createWorkspace(page, second, "Standard");
      await page.getByRole("link", { name: "Your account" }).click();
      await page.getByLabel("Language").selectOption("es");
      await page.getByLabel("Theme", { exact: true }).selectOption("dark");
      await page.getByLabel("Time zone").selectOption("Europe/Madrid");
      await page.getByRole("checkbox", { name: "Somebody archives your project" }).uncheck();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(said(page)).toContainText("Tus ajustes están guardados.");
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

      await page.goto(tenantUrl(slug, "/account"));
      await expect(page.getByRole("heading", { level: 1, name: "Tu cuenta" })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-zone", "Europe/Madrid");

      const device = await (await context(browser)).newPage();
      await device.goto(tenantUrl(slug, "/settings/categories"));
      await device.getByLabel("E-mail address").fill(`${slug}@example.com`);
      await device.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(device.getByRole("heading", { level: 1, name: "Categorías" })).toBeVisible();
      await expect(device.locator("html")).toHaveAttribute("data-theme", "dark");
      await expect(device.getByRole("link", { name: "Diseño" })).toBeVisible();

      await device.getByRole("link", { name: "Tu cuenta" }).click();
      await device.getByRole("link", { name: "Cambiar nombre" }).click();
      await device.getByLabel("Apellidos").fill("Nueva");
      await device.getByRole("button", { name: "Guardar nombre" }).click();
      await expect(device.getByRole("heading", { level: 2, name: "Nora Nueva" })).toBeVisible();
    });

    test("an owner deletes the workspace by typing its name, and its address answers nobody", async ({
      page,
    }) => {
      const slug = await newWorkspace(page);
      await createProject(page, slug, "Last words");
      await page.goto(tenantUrl(slug, "/settings/danger"));
      await expect(page.getByText("For 30 days nothing is lost")).toBeVisible();
      await page.getByLabel("Type the name of the workspace").fill(slug);
      await page.getByRole("button", { name: "Delete workspace" }).click();
      await expect(page.getByRole("alert")).toContainText("This is not the name of the workspace.");
      await page.getByLabel("Type the name of the workspace").fill(`Workspace ${slug}`);
      await page.getByRole("button", { name: "Delete workspace" }).click();
      await page.waitForURL(`${E2E.baseUrl}/workspaces`);
      expect((await page.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(404);
    });
  });
}
