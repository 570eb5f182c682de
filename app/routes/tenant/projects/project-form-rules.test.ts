import { describe, expect, test } from "vitest";
import { projectDeletion, projectForm } from "./project-form-rules.ts";

const valid = { name: "Launch pad", status: "active" };
const messagesOf = (input: object) =>
  projectForm.safeParse(input).error?.issues.map((issue) => issue.message) ?? [];

describe("a project form", () => {
  test("fills in what a form leaves out", () => {
    expect(projectForm.parse(valid)).toEqual({
      name: "Launch pad",
      description: "",
      status: "active",
      isPublic: false,
      categoryIds: [],
    });
  });

  test("keeps emoji and markup as the text they are", () => {
    const name = "🚀 <script>alert('hi')</script> & más";
    expect(projectForm.parse({ ...valid, name, description: name })).toMatchObject({
      name,
      description: name,
    });
  });

  test("trims the name and normalises line endings in the description", () => {
    const parsed = projectForm.parse({ ...valid, name: "  Pad  ", description: "one\r\ntwo\rthree\n\tfour" });
    expect(parsed.name).toBe("Pad");
    expect(parsed.description).toBe("one\ntwo\nthree\n\tfour");
  });

  test("refuses a name that is missing, blank or longer than 120 characters, saying so", () => {
    expect(messagesOf({ status: "active" })).toEqual(["validation.nameRequired"]);
    expect(messagesOf({ ...valid, name: "   " })).toEqual(["validation.nameRequired"]);
    expect(messagesOf({ ...valid, name: "x".repeat(120) })).toEqual([]);
    expect(messagesOf({ ...valid, name: "x".repeat(121) })).toEqual(["validation.tooLong?max=120"]);
    expect(messagesOf({ ...valid, name: "x".repeat(10_000) })).toEqual(["validation.tooLong?max=120"]);
  });

  test("refuses a description of more than 10,000 characters", () => {
    expect(messagesOf({ ...valid, description: "x".repeat(10_000) })).toEqual([]);
    expect(messagesOf({ ...valid, description: "x".repeat(10_001) })).toEqual([
      "validation.tooLong?max=10000",
    ]);
  });

  // PostgreSQL cannot store NUL: unrefused it would be a 500.
  test.each(["\u0000", "\u0007", "\u001b", "\u007f", "\u0085"])(
    "refuses control character %j",
    (character) => {
      expect(messagesOf({ ...valid, name: `a${character}b` })).toEqual(["validation.controlCharacters"]);
      expect(messagesOf({ ...valid, description: `a${character}b` })).toEqual([
        "validation.controlCharacters",
      ]);
    },
  );

  test("refuses statuses and categories that no form offers", () => {
    expect(messagesOf({ ...valid, status: "secret" })).toEqual(["validation.status"]);
    expect(messagesOf({ ...valid, categoryIds: ["1 or 1=1"] })).toEqual(["validation.category"]);
  });
});

describe("a project's deletion", () => {
  test("asks for the project's own name, spaces at its edges aside", () => {
    expect(projectDeletion("Launch  pad").safeParse({ name: " Launch pad " }).success).toBe(true);
    expect(projectDeletion("Launch pad").safeParse({ name: "launch pad" }).success).toBe(false);
    expect(projectDeletion("Launch pad").safeParse({}).success).toBe(false);
  });
});
