/** What a text may not do to the page around it: its headings, its links, its pictures, its columns. */
import type { MarkdownIt, StateCore, Token } from "markdown-it";

/** The page has the first, the part of it that the text stands in the second. */
const FIRST_LEVEL = 3;
const LAST_LEVEL = 6;

export function fitIntoPage(markdown: MarkdownIt): void {
  markdown.core.ruler.push("fit-into-page", (state) => {
    levelHeadings(state.tokens);
    for (const token of state.tokens) {
      if (token.type === "th_open" || token.type === "td_open") alignByClass(token);
      token.children &&= withoutPictures(state, token.children);
      for (const child of token.children ?? [])
        if (child.type === "link_open") child.attrSet("rel", "nofollow noopener");
    }
  });
}

/** Below the page's own, in order, and none left out between two. */
function levelHeadings(tokens: Token[]): void {
  const above: number[] = [];
  let tag = "";
  for (const token of tokens) {
    if (token.type === "heading_open") {
      const level = Number(token.tag.slice(1));
      while ((above.at(-1) ?? 0) >= level) above.pop();
      above.push(level);
      tag = `h${Math.min(FIRST_LEVEL + above.length - 1, LAST_LEVEL)}`;
    }
    if (token.type === "heading_open" || token.type === "heading_close") token.tag = tag;
  }
}

/** The page lets no element bring a style of its own. */
function alignByClass(token: Token): void {
  const side = /text-align:(\w+)/.exec(String(token.attrGet("style")))?.[1];
  token.attrs = null;
  if (side) token.attrSet("class", `align-${side}`);
}

/** A link to it in its place; in a link, what it shows. Nobody is told that, and from where, it was read. */
function withoutPictures({ Token }: StateCore, children: Token[]): Token[] {
  let depth = 0;
  return children.flatMap((token) => {
    depth += token.type === "link_open" ? 1 : token.type === "link_close" ? -1 : 0;
    if (token.type !== "image") return [token];
    const source = String(token.attrGet("src") ?? "");
    const text = new Token("text", "", 0);
    text.content = token.content || source;
    if (depth > 0) return [text];
    const open = new Token("link_open", "a", 1);
    open.attrSet("href", source);
    return [open, text, new Token("link_close", "a", -1)];
  });
}
