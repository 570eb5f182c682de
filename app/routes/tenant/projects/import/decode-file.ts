/** Pure: from the bytes of a file to its text, or why it is none that can be read. */

/** Keys of what is said beside the field. */
export type FileProblem = "projectFiles.errors.empty" | "projectFiles.errors.encoding";

const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/** UTF-8, with or without its mark. Nothing is guessed: what was guessed wrong is found too late. */
export function decodeFile(bytes: Uint8Array): { text: string } | { problem: FileProblem } {
  if (UTF16_MARKS.some(([first, second]) => bytes[0] === first && bytes[1] === second))
    return { problem: "projectFiles.errors.encoding" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\0")) return { problem: "projectFiles.errors.encoding" };
    return text.trim() === "" ? { problem: "projectFiles.errors.empty" } : { text };
  } catch {
    return { problem: "projectFiles.errors.encoding" };
  }
}
