import { expect, test } from "vitest";
// @ts-expect-error -- plain JavaScript: it runs before anything is installed
import { keepOwnEnvironment } from "./own-environment.mjs";

const SHELLS = { CI: "true", TERM: "dumb", NO_COLOR: "1", PGHOST: "db.example.com", CLERK_SECRET_KEY: "sk" };

test("what the shell's environment says decides no test", () => {
  const variables = { ...SHELLS, PATH: "/bin", HOME: "/root", TEST_POOLER: "transaction" };
  keepOwnEnvironment(variables);
  expect(variables).toEqual({ PATH: "/bin", HOME: "/root", TEST_POOLER: "transaction" });
});

test("tests run without it", () => {
  for (const name of Object.keys(SHELLS)) expect(process.env).not.toHaveProperty(name);
});
