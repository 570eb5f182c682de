/** `@first.last`, `@name@example.com` or `@"First Last"` in a text; not in code. */
import type { MarkdownIt } from "markdown-it";
import { MAX_HANDLES } from "#app/db.tenant.server.ts";

/** What a parse finds, and what it asks. */
export type MentionEnv = {
  /** Each handle once, without its `@` and quotes, in the order of the text. */
  handles: Set<string>;
  /** Whether it is somebody here, and to be marked. */
  isSomebody: (handle: string) => boolean;
};

/** Each repetition is bounded: no text makes it slow. */
const HANDLE =
  /@(?:"([^"\n]{1,200})"|([\p{L}\p{N}][\p{L}\p{N}\p{M}._%+'-]{0,200}(?:@[\p{L}\p{N}][\p{L}\p{N}.-]{0,200})?))/uy;
/** Ends a sentence rather than a name. */
const END = /[.'%+_-]+$/;
const A_LETTER = /[\p{L}\p{N}]/u;
const IN_A_WORD = /[\p{L}\p{N}_@/.]$/u;

export function readMentions(markdown: MarkdownIt): void {
  markdown.inline.ruler.push("mention", (state, silent) => {
    const { src, pos } = state;
    if (src[pos] !== "@" || IN_A_WORD.test(src.slice(Math.max(0, pos - 2), pos))) return false;
    HANDLE.lastIndex = pos;
    const found = HANDLE.exec(src);
    if (!found) return false;
    const [, quoted, bare = ""] = found;
    const handle = quoted ?? bare.replace(END, "");
    const text = quoted === undefined ? `@${handle}` : found[0];
    if (pos + text.length > state.posMax || !A_LETTER.test(handle)) return false;
    const { handles, isSomebody } = state.env as MentionEnv;
    if (!handles.has(handle) && handles.size >= MAX_HANDLES) return false;
    if (!silent) {
      handles.add(handle);
      state.push(isSomebody(handle) ? "mention" : "text", "", 0).content = text;
    }
    state.pos = pos + text.length;
    return true;
  });
  markdown.renderer.rules.mention = (tokens, at) =>
    `<span class="mention">${markdown.utils.escapeHtml(tokens[at]?.content ?? "")}</span>`;
}
