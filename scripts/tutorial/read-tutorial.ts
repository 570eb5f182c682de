/**
 * Pure: a tutorial in Markdown as the parts that whoever follows it does: files that are made or changed, and
 * commands. What has none of the forms below is prose.
 */

/** Where the lines of a block go. `line` is one line of the file, without its indentation. */
type Place = { kind: "new" } | { kind: "after" | "before" | "instead"; line: string };

/** Parts with no prose between them are of one group. */
export type FilePart = { kind: "file"; group: number; file: string; place: Place; text: string };
type CommandPart = { kind: "command"; group: number; command: string };

/** Of a group that is left out: which command fails then, and with which words. */
export type Omission = { group: number; asks: string; command: string; says: string };

export type Tutorial = { parts: (FilePart | CommandPart)[]; omissions: Omission[] };

const HEAD = /^\*\*`([^`]+)`\*\*, (?:a new file|(after|before|in place of) the line `(.+)`):$/;
const OMISSION = /^> \*\*([^*]+)\*\* `([^`]+)` fails: `(.+)`$/;
const FENCE = /^```(\w*)$/;
const KINDS = { after: "after", before: "before", "in place of": "instead" } as const;

/** Throws Error on a block that neither says which file it belongs to nor is one of commands. */
export function readTutorial(markdown: string): Tutorial {
  const lines = markdown.split("\n");
  const read: Tutorial = { parts: [], omissions: [] };
  let group = 0;
  let head: Pick<FilePart, "file" | "place"> | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const language = FENCE.exec(line)?.[1];
    const [, asks, command = "", says = ""] = OMISSION.exec(line) ?? [];
    if (language !== undefined) {
      const end = lines.indexOf("```", at + 1);
      const body = lines.slice(at + 1, end);
      if (end < 0 || (!head && language !== "sh")) throw new Error(`Line ${at + 1}: whose block is this?`);
      if (head) read.parts.push({ kind: "file", group, ...head, text: `${body.join("\n")}\n` });
      else read.parts.push(...body.map((each) => ({ kind: "command" as const, group, command: each })));
      head = undefined;
      at = end;
    } else if (asks) {
      read.omissions.push({ group, asks, command, says });
    } else if (line !== "") {
      head = headOf(line);
      if (!head) group++;
    }
  }
  return read;
}

function headOf(line: string): Pick<FilePart, "file" | "place"> | undefined {
  const [, file, where, there = ""] = HEAD.exec(line) ?? [];
  if (file === undefined) return undefined;
  if (where === undefined) return { file, place: { kind: "new" } };
  return { file, place: { kind: KINDS[where as keyof typeof KINDS], line: there } };
}
