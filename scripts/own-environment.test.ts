import { expect, test } from "vitest";
// @ts-expect-error -- plain JavaScript: it runs before anything is installed
import { keepOwnEnvironment } from "./own-environment.mjs";

const SHELLS = { CI: "true", TERM: "dumb", NO_COLOR: "1", PGHOST: "db.example.com", CLERK_SECRET_KEY: "sk" };

test("what the shell's environment says decides no test", () => {
  const variables = { ...SHELLS, PATH: "/bin", HOME: "/root", TEST_POOLER: "transaction" };
  keepOwnEnvironment(variables);
  expect(variables).toEqual({ PATH: "/bin", HOME: "/root", TEST_POOLER: "transaction" });
});

// Threat: behind a proxy with a certificate of its own nothing can be installed at its first use.
test("how the machine reaches the network is kept", () => {
  const network = { HTTPS_PROXY: "http://proxy:3128", no_proxy: "localhost", NODE_EXTRA_CA_CERTS: "/ca.pem" };
  const variables = { ...SHELLS, ...network };
  keepOwnEnvironment(variables);
  expect(variables).toEqual(network);
});

test("tests run without it", () => {
  for (const name of Object.keys(SHELLS)) expect(process.env).not.toHaveProperty(name);
});
