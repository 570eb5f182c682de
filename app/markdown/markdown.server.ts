/**
 * Markdown to HTML that is safe to show, and to plain text. Two walls: the parser makes no tag of a tag that
 * was typed, and what it makes passes a list of what is let through. Linear in the length of the text.
 */
import MarkdownIt from "markdown-it";
import sanitizeHtml from "sanitize-html";
import { MARKDOWN_MAX_LENGTH, MAX_NESTING, RENDERED_MAX_LENGTH } from "./limits.ts";
import { type MentionEnv, readMentions } from "./mention-rule.server.ts";
import { fitIntoPage } from "./outline.server.ts";

/** HTML that came through `renderMarkdown`: nothing else is shown as HTML. */
export type SafeHtml = string & { readonly safe: unique symbol };

/** Addresses that a link may lead to: the web, mail, and pages here. */
const LINK = /^(?:https?:|mailto:|\/(?!\/)|#)/i;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: MAX_NESTING });
// A definition is written once and put in everywhere: a short text would make a page of any length.
markdown.disable("reference");
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
markdown.validateLink = (address) => LINK.test(address.trim());
readMentions(markdown);
fitIntoPage(markdown);

const LET_THROUGH: sanitizeHtml.IOptions = {
  allowedTags: [
    ...["p", "br", "hr", "blockquote", "ul", "ol", "li", "pre", "code", "em", "strong", "s", "a", "span"],
    ...["h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"],
  ],
  allowedAttributes: { a: ["href", "rel"], ol: ["start"] },
  allowedClasses: {
    span: ["mention"],
    th: ["align-left", "align-center", "align-right"],
    td: ["align-left", "align-center", "align-right"],
  },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
};

type Options = { isSomebody?: (handle: string) => boolean };

/** `isSomebody`: whether an `@name` is to be marked; nobody's by default. */
export function renderMarkdown(text: string, { isSomebody = () => false }: Options = {}): SafeHtml {
  if (text.length > MARKDOWN_MAX_LENGTH) return asTyped(text);
  const html = markdown.render(text, envOf(isSomebody));
  if (html.length > RENDERED_MAX_LENGTH) return asTyped(text);
  return sanitizeHtml(html, LET_THROUGH) as SafeHtml;
}

const asTyped = (text: string): SafeHtml =>
  `<p>${markdown.utils.escapeHtml(text).replaceAll("\n", "<br />")}</p>` as SafeHtml;

const envOf = (isSomebody: Options["isSomebody"] = () => false): MentionEnv => ({
  handles: new Set(),
  isSomebody,
});

/** What it says, without the signs that say how, on one line. */
export function plainText(text: string): string {
  if (text.length > MARKDOWN_MAX_LENGTH) return text;
  const parts = markdown.parse(text, envOf()).map(({ type, content, children }) => {
    if (type === "fence" || type === "code_block") return content;
    return (children ?? []).map((child) => (/break$/.test(child.type) ? " " : child.content)).join("");
  });
  return parts.filter(Boolean).join(" ").replaceAll(/\s+/g, " ").trim();
}

/** Whom it names, as it names them, each once: without the `@`, and not in code. */
export function handlesIn(text: string): string[] {
  const env = envOf();
  markdown.parse(text.slice(0, MARKDOWN_MAX_LENGTH), env);
  return [...env.handles];
}
