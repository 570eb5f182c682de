/** Pure: what is written on a stream, and what a page makes of it. */

/** The first message. */
export type Hello = {
  /** Of the running server; absent where builds are not told apart. */
  build?: string | undefined;
  /** Something may have changed since the page was made. */
  missed: boolean;
};

/** In place of kinds: whatever it may be. */
export const ANYTHING = "*";
/** A comment, which no page sees. */
export const HEARTBEAT = ":\n\n";

export const helloText = (hello: Hello, retryMs: number): string =>
  `retry: ${retryMs}\nevent: hello\ndata: ${JSON.stringify(hello)}\n\n`;

/** `kinds` are single words. */
export const changeText = (kinds: readonly string[]): string => `event: change\ndata: ${kinds.join(" ")}\n\n`;

export const readKinds = (data: string): string[] => data.split(" ").filter(Boolean);

/** Undefined for what is no such message: another build may say something else. */
export function readHello(data: string): Hello | undefined {
  try {
    const { build, missed } = JSON.parse(data) as { build?: unknown; missed?: unknown };
    return { build: typeof build === "string" ? build : undefined, missed: missed === true };
  } catch {
    return undefined;
  }
}
