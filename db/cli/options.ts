/** Options that several commands share, checked where they are read. */
import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { PLACEMENT_KINDS } from "../routing/placement.ts";
import { PLANS } from "../routing/tenant.ts";

export const wholeNumber =
  (min: number, max: number) =>
  (value: string): number => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };

/** A day of the calendar. */
export function day(value: string): string {
  if (z.iso.date().safeParse(value).success) return value;
  throw new InvalidArgumentError("It must be a day, as 2026-11-25.");
}

export const yesOption = () => new Option("-y, --yes", "do not ask");
export const placementOption = (description: string) =>
  new Option("--placement <kind>", description).choices(PLACEMENT_KINDS);
export const planOption = (description: string) => new Option("--plan <plan>", description).choices(PLANS);

export type Yes = { yes?: boolean };

/** `--help` ends with these. */
export const examples = (...lines: string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`;
