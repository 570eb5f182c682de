/** Structured logs. What is secret has no place in them: cookies, tokens and bodies are never fields. */
import pino from "pino";
import { env } from "#app/env.server.ts";

export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  redact: ["cookie", "authorization", "password", "*.password", "*.cookie", "*.authorization"],
});
