/** What members say about a project, with and without JavaScript, on both placements, in both languages. */
import { expect, type Page, test } from "@playwright/test";
import { createProject, createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";

const PLANS = ["Standard", "Enterprise"] as const;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    async function projectIn(page: Page, plan: (typeof PLANS)[number] = "Standard") {
      const slug = unique("c");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, plan);
      return { slug, id: await createProject(page, slug, "Pier") };
    }
    const box = (page: Page) => page.getByLabel("Your comment");
    const send = (page: Page) => page.getByRole("button", { name: "Comment", exact: true }).click();
    const comments = (page: Page) => page.getByRole("article");

    for (const plan of PLANS) {
      test(`in a ${plan} workspace a comment is previewed, said, changed, deleted and brought back`, async ({
        page,
      }) => {
        await projectIn(page, plan);
        await box(page).fill("**Ready** for `review`");
        await page.getByRole("button", { name: "Preview" }).click();
        const preview = page.getByRole("region", { name: "Preview" });
        await expect(preview.locator("strong")).toHaveText("Ready");
        await expect(preview).toBeFocused();
        await expect(box(page)).toHaveValue("**Ready** for `review`");
        await expect(comments(page)).toHaveCount(0);

        await send(page);
        await expect(page).toHaveURL(/#comment-[0-9a-f-]{36}$/);
        await expect(comments(page).locator("strong")).toHaveText("Ready");
        await expect(box(page)).toHaveValue("");
        await expect(page.getByText("1 comment", { exact: true })).toBeVisible();

        await comments(page).getByRole("link", { name: "Edit" }).click();
        await page.getByLabel("Comment", { exact: true }).fill("Not ready");
        await page.getByRole("button", { name: "Save comment" }).click();
        await expect(comments(page)).toContainText("Not ready");
        await expect(comments(page)).toContainText("(edited)");

        await box(page).fill("And then");
        await page.getByRole("button", { name: "Delete the comment of Nora Newcomer" }).click();
        await expect(page.getByText("The comment is deleted.")).toBeVisible();
        await expect(comments(page)).toHaveCount(0);
        if (javaScriptEnabled) await expect(box(page)).toHaveValue("And then");
        await box(page).fill("");
        await page.getByRole("button", { name: "Undo" }).click();
        await expect(page.getByText("The comment is back.")).toBeVisible();
        await expect(comments(page)).toContainText("Not ready");
      });
    }

    test("a description in Markdown is previewed before it is saved, and shown below the page's headings", async ({
      page,
    }) => {
      const { slug, id } = await projectIn(page);
      await page.goto(tenantUrl(slug, `/projects/${id}/edit`));
      await page.getByLabel("Description").fill("# Aim\n\n[site](https://example.com) <script>x</script>");
      await page.getByRole("button", { name: "Preview" }).click();
      const preview = page.getByRole("region", { name: "Preview" });
      await expect(preview.getByRole("heading", { level: 3, name: "Aim" })).toBeVisible();
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Pier");
      await page.getByRole("button", { name: "Save changes" }).click();
      const story = page.getByRole("region", { name: "Description" });
      await expect(story.getByRole("heading", { level: 3, name: "Aim" })).toBeVisible();
      await expect(story.getByRole("link", { name: "site" })).toHaveAttribute("rel", "nofollow noopener");
      await expect(story).toContainText("<script>x</script>");
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    });

    test("the second of two windows gets both versions of a comment", async ({ page }) => {
      await projectIn(page);
      await box(page).fill("One");
      await send(page);
      await comments(page).getByRole("link", { name: "Edit" }).click();
      await expect(page.getByLabel("Comment", { exact: true })).toHaveValue("One");
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.getByLabel("Comment", { exact: true }).fill("Two of others");
      await other.getByRole("button", { name: "Save comment" }).click();
      await expect(comments(other)).toContainText("Two of others");
      await page.getByLabel("Comment", { exact: true }).fill("Three of mine");
      await page.getByRole("button", { name: "Save comment" }).click();
      const versions = page.getByRole("region", { name: "Both versions" }).first();
      await expect(versions).toContainText("Two of others");
      await expect(versions).toContainText("Three of mine");
      await page.getByRole("button", { name: "Save comment" }).click();
      await expect(comments(page)).toContainText("Three of mine");
    });

    test("who is named is told, and led to what was said; a project is muted and followed", async ({
      page,
      browser,
    }) => {
      const name = unique("Mole");
      await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/projects"));
      await createProject(page, "acme", name);
      await box(page).fill("What do you think, @grace.hopper? And @nobody.here?");
      await page.getByLabel("Also tell").selectOption({ label: "Alan Turing" });
      await send(page);
      await expect(page.getByText("@nobody.here: nobody, or more than one person")).toBeVisible();
      await expect(comments(page).locator(".mention")).toHaveText("@grace.hopper");
      await expect(comments(page)).toContainText("Told: Alan Turing, Grace Hopper");

      const theirs = await browser.newContext({ javaScriptEnabled });
      const grace = await theirs.newPage();
      await signInAs(grace, "Grace Hopper", tenantUrl("acme", "/notifications"));
      const item = grace.getByRole("listitem").filter({ hasText: name });
      await expect(item).toContainText("Ada Lovelace mentioned you in");
      await item.getByRole("link", { name }).click();
      await expect(grace).toHaveURL(/#comment-/);
      await expect(comments(grace)).toContainText("What do you think");
      await expect(grace.getByText("You are not told what others do here")).toBeVisible();
      await grace.getByRole("button", { name: "Follow this project" }).click();
      await expect(grace.getByText(`You follow “${name}”.`)).toBeVisible();
      await grace.getByRole("button", { name: "Mute this project" }).click();
      await expect(grace.getByText("only who mentions you reaches you")).toBeVisible();
      await theirs.close();
    });

    test("in Spanish a comment is said, refused and taken back", async ({ browser }) => {
      const spanish = await browser.newContext({ javaScriptEnabled, locale: "es-ES" });
      const page = await spanish.newPage();
      const english = await browser.newContext({ javaScriptEnabled });
      const first = await english.newPage();
      const { slug, id } = await projectIn(first);
      await spanish.addCookies((await english.cookies()).filter(({ name }) => !/language/.test(name)));
      await page.goto(tenantUrl(slug, `/projects/${id}`));
      await page.getByLabel("Tu comentario").fill(" ");
      await page.getByRole("button", { name: "Comentar", exact: true }).click();
      if (!javaScriptEnabled) await expect(page.getByRole("alert")).toContainText("Escribe algo.");
      await page.getByLabel("Tu comentario").fill("Listo, **ya**");
      await page.getByRole("button", { name: "Comentar", exact: true }).click();
      await expect(page.getByText("Tu comentario está publicado.")).toBeVisible();
      await page.getByRole("button", { name: /^Eliminar el comentario/ }).click();
      await expect(page.getByText("El comentario se ha eliminado.")).toBeVisible();
      await page.getByRole("button", { name: "Deshacer" }).click();
      await expect(page.getByText("El comentario vuelve a estar.")).toBeVisible();
      await expect(page.getByRole("article")).toContainText("Listo, ya");
      await Promise.all([spanish.close(), english.close()]);
    });
  });
}
