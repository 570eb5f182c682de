// Threat: what somebody writes runs in another's page, calls a server elsewhere, or holds ours up.
import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { MARKDOWN_MAX_LENGTH, RENDERED_MAX_LENGTH } from "./limits.ts";
import { handlesIn, plainText, renderMarkdown } from "./markdown.server.ts";

const tagsIn = (html: string) => [...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag);

test("what people write in Markdown is shown as they mean it", () => {
  const html = renderMarkdown("**Bold** and *soft*, `code`\nnext\n\n- one\n- two\n\n> said\n\n~~gone~~");
  expect(html).toContain("<strong>Bold</strong> and <em>soft</em>, <code>code</code><br />");
  expect(html).toContain("<li>one</li>");
  expect(html).toContain("<blockquote>");
  expect(html).toContain("<s>gone</s>");
});

test("a table keeps its columns' sides, without a style of its own", () => {
  const html = renderMarkdown("| a | b |\n| :- | -: |\n| 1 | 2 |");
  expect(html).toContain('<td class="align-right">2</td>');
  expect(html).not.toContain("style");
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<iframe src=//evil.example></iframe>",
  "<style>body{display:none}</style>",
  "<form action=//evil.example><input name=password>",
  "<details open ontoggle=alert(1)>",
  "<math><mtext></p><img src=x onerror=alert(1)>",
  "<!--><script>alert(1)</script>-->",
  "<a href='javascript:alert(1)'>x</a>",
  "<p style='position:fixed' id=main class=sr-only>x</p>",
])("%s is shown as it was typed, and is no tag", (typed) => {
  const html = renderMarkdown(`before ${typed}\n\n${typed}`);
  expect(tagsIn(html).every((tag) => ["p", "br"].includes(tag ?? ""))).toBe(true);
  expect(html).toContain("&lt;");
});

test.each([
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](java\u0000script:alert(1))",
  "[x](java&Tab;script:alert(1))",
  "[x]( javascript:alert(1))",
  "[x](\u0001javascript:alert(1))",
  "[x](vbscript:msgbox(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "![x](data:image/svg+xml;base64,PHN2Zz4=)",
  "[x](file:///etc/passwd)",
  "[x](//evil.example/x)",
  "<javascript:alert(1)>",
  "<data:text/html,x>",
])("%s is no link", (typed) => {
  expect(renderMarkdown(typed)).not.toMatch(/<a\b|<img\b/);
});

test("a link leads to the web, to mail or to a page here, and says nothing of where it was followed from", () => {
  for (const [typed, href] of [
    ["[x](https://example.com/a?b=c)", "https://example.com/a?b=c"],
    ["https://example.com/a", "https://example.com/a"],
    ["<https://example.com>", "https://example.com"],
    ["[x](mailto:a@example.com)", "mailto:a@example.com"],
    ["[x](/projects)", "/projects"],
  ])
    expect(renderMarkdown(typed ?? ""), typed).toContain(`<a href="${href}" rel="nofollow noopener">`);
});

const tagged = (html: string) => (html.match(/<[^>]*>/g) ?? []).join("");

test('a link\'s address and title bring no attribute: [x](https://e.example/"onmouseover="alert(1)) ', () => {
  for (const typed of [
    '[x](https://e.example/"onmouseover="alert(1))',
    '[x](https://e.example "t\\" onmouseover=alert(1)")',
    '![x" onerror="alert(1)](https://e.example/i.png)',
  ]) {
    const attributes = [...tagged(renderMarkdown(typed)).matchAll(/ (\w+)="/g)].map(([, name]) => name);
    expect(
      attributes.every((name) => ["href", "rel"].includes(name ?? "")),
      typed,
    ).toBe(true);
  }
});

test("no picture is loaded from elsewhere: it is a link to it, and in a link its words", () => {
  expect(renderMarkdown("![a cat](https://e.example/cat.png)")).toBe(
    '<p><a href="https://e.example/cat.png" rel="nofollow noopener">a cat</a></p>\n',
  );
  const within = renderMarkdown("[![a cat](https://e.example/cat.png)](https://e.example)");
  expect(tagsIn(within)).toEqual(["p", "a"]);
  expect(within).toContain(">a cat</a>");
});

test("headings stand below the page's own, in order, and none is left out between two", () => {
  const levels = (text: string) => tagsIn(renderMarkdown(text)).join(" ");
  expect(levels("# a\n\n## b\n\n#### c\n\n# d")).toBe("h3 h4 h5 h3");
  expect(levels("###### a\n\n# b\n\n###### c")).toBe("h3 h3 h4");
  expect(levels("# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6")).toBe("h3 h4 h5 h6 h6 h6");
  expect(levels("Title\n=====\n\nPart\n----")).toBe("h3 h4");
});

test("a name after an @ is marked where it is somebody, and not in code, a link or a word", () => {
  const isSomebody = (handle: string) => ["ana.sanchez", "Ana Sánchez", "ana@e.example"].includes(handle);
  const marked = (text: string) =>
    [...renderMarkdown(text, { isSomebody }).matchAll(/<span class="mention">(.*?)<\/span>/g)].map(
      ([, name]) => name,
    );
  expect(marked('Hi @ana.sanchez, @"Ana Sánchez" and @ana@e.example.')).toEqual([
    "@ana.sanchez",
    '@"Ana Sánchez"',
    "@ana@e.example",
  ]);
  expect(marked("`@ana.sanchez` x@ana.sanchez me@ana.sanchez https://e.example/@ana.sanchez")).toEqual([]);
  expect(marked("```\n@ana.sanchez\n```")).toEqual([]);
  expect(marked("@nobody")).toEqual([]);
});

test("names are read as they were written, each once, and not without end", () => {
  expect(handlesIn('@ana.sanchez. @ana.sanchez, (@bo) @"Bo Li" @Zoë-Ann @ana@e.example! **@cy**')).toEqual([
    "ana.sanchez",
    "bo",
    "Bo Li",
    "Zoë-Ann",
    "ana@e.example",
    "cy",
  ]);
  const many = Array.from({ length: 1_000 }, (_, at) => `@n${at}`).join(" ");
  expect(handlesIn(many)).toHaveLength(20);
  expect(handlesIn('@ @" @"" @@ @. @"a\nb" \\@ana')).toEqual([]);
});

test("a list shows the words, on one line", () => {
  expect(
    plainText("# Plan\n\nThe **whole** [story](https://e.example):\n- `a`\n- b <b>\n\n```\ncode\n```"),
  ).toBe("Plan The whole story: a b <b> code");
  expect(plainText("a\nb  \nc")).toBe("a b c");
});

test("text beyond the limit is shown as it was typed, and does nothing", () => {
  const html = renderMarkdown(`**x** <script>\n${"a".repeat(MARKDOWN_MAX_LENGTH)}`);
  expect(html).toContain("<p>**x** &lt;script&gt;<br />");
  expect(plainText("*".repeat(MARKDOWN_MAX_LENGTH + 1))).toHaveLength(MARKDOWN_MAX_LENGTH + 1);
});

/** A short piece, again and again: what slow parsers of Markdown are slow for. */
const HOSTILE: Record<string, string> = {
  "open brackets": "[",
  "open pictures": "![",
  "brackets and ends": "[a](",
  "nested links": "[](",
  quotes: "> ",
  "quotes and lists": "> - ",
  lists: "- ",
  stars: "*a ",
  "stars and underscores": "*a _b ",
  "closing stars": "a** ",
  backticks: "`a``b```c",
  "open tags": "<a ",
  "open comments": "<!--",
  "open instructions": "<?",
  entities: "&#",
  mentions: "@a@a.",
  "open mentions": '@"a',
  links: "http://a.b?",
  "mail links": "mailto:a@a.",
  columns: "|",
  "columns and rows": "|a\n|-\n",
  strokes: "~~a ",
  backslashes: "\\",
  definitions: "[a]: b\n[a] ",
};

const timeOf = (piece: string) => {
  const text = piece.repeat(MARKDOWN_MAX_LENGTH / piece.length);
  const begun = performance.now();
  renderMarkdown(text);
  plainText(text);
  return performance.now() - begun;
};
/** As many paragraphs as fit, which are what takes longest of all that people write. */
const paragraphs = Math.max(...Array.from({ length: 3 }, () => timeOf("a\n\n")));

test.each(Object.entries(HOSTILE))("%s without end take about as long as paragraphs", (_, piece) => {
  // The quicker of two: others use this machine as well.
  expect(Math.min(timeOf(piece), timeOf(piece))).toBeLessThan(10 * paragraphs);
});

test("no short text makes a long page, and none a deep one", () => {
  const wide = `|${"a|".repeat(3_000)}\n|${"-|".repeat(3_000)}\n${"|\n".repeat(2_000)}`;
  const repeated = `[a]: https://e.example/${"b".repeat(5_000)}\n\n${"[a]".repeat(4_000)}`;
  for (const text of [wide, repeated, "> ".repeat(9_000), "- ".repeat(9_000), "*a ".repeat(6_000)])
    expect(renderMarkdown(text).length).toBeLessThan(RENDERED_MAX_LENGTH * 2);
  const depth = tagsIn(renderMarkdown(`${"> ".repeat(500)}a`)).filter((tag) => tag === "blockquote").length;
  expect(depth).toBeLessThan(25);
});
