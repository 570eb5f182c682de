/** What the data tier needs from the environment. The web tier adds its own to the same check. */
import { isAbsolute } from "node:path";
import { z } from "zod";
import { isS3Address, parseS3Address } from "./s3-address.ts";

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, "must be a postgres:// URL");

/** The value that `.env.example` shows: fine on a laptop, refused in production. */
export const PUBLISHED_DEFAULTS = [
  "change-me-session-secret-change-me",
  "change-me-secrets-key-change-me-00",
];

/** Of a passphrase that is not guessed. */
export const MIN_PASSPHRASE_CHARACTERS = 12;

const isArchiveStore = (value: string): boolean =>
  isS3Address(value) ? parseS3Address(value) !== undefined : isAbsolute(value);

export const dataEnvShape = {
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  /** The login that serves requests; may go through a transaction pooler. Unset: the embedded PostgreSQL. */
  DATABASE_URL: postgresUrl.optional(),
  /** The login for roles, databases, DDL and LISTEN; always direct. */
  DATABASE_ADMIN_URL: postgresUrl.optional(),
  /**
   * `off` for a pooler that mixes clients or takes no SET among other statements: one transaction at a time,
   * statement by statement.
   */
  PIPELINE: z.enum(["on", "off"]).default("on"),
  /** Whether a server migrates tenants when it starts. Unset: with the embedded PostgreSQL. */
  MIGRATE_ON_BOOT: z.enum(["on", "off"]).optional(),
  /** Where archives are kept that are taken by themselves. Unset: none are taken. */
  ARCHIVE_STORE: z
    .string()
    .refine(isArchiveStore, "must be a folder's whole path, or s3://BUCKET/PREFIX")
    .optional(),
  /** Encrypts them, and opens what is encrypted. */
  ARCHIVE_PASSPHRASE: z
    .string()
    .min(MIN_PASSPHRASE_CHARACTERS, `must have at least ${MIN_PASSPHRASE_CHARACTERS} characters`)
    .optional(),
  /** The SDK reads it by itself, and fails late without it. */
  AWS_REGION: z.string().optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  /** Seals the passwords of dedicated databases and derives internal logins. */
  SECRETS_KEY: z.string().min(32, "must have at least 32 characters").optional(),
  /** While SECRETS_KEY is rotated: the one before. */
  SECRETS_KEY_FORMER: z.string().min(32, "must have at least 32 characters").optional(),
};

export type DataEnv = z.infer<z.ZodObject<typeof dataEnvShape>>;

/** What is wrong with one variable; never its value. */
export type Problem = { name: string; message: string };

export const problemsOf = (error: z.ZodError): Problem[] =>
  error.issues.map(({ path, message }) => ({ name: path.join("."), message }));

/** One message that names every variable that is wrong. */
export function describeProblems(problems: Problem[]): string {
  const lines = problems.map(({ name, message }) => `  ${name}: ${message}`);
  return ["The environment is not usable:", ...lines, "See .env.example for what each one means."].join("\n");
}

/** Thrown at boot; its message is for the person at the terminal. */
export class EnvironmentInvalid extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EnvironmentInvalid";
  }
}

/** An empty variable is an unset one. */
export const withoutEmpty = (source: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));

/** Reads and checks the data tier's part, for the command line. */
export function readDataEnv(source: NodeJS.ProcessEnv = process.env): DataEnv {
  const parsed = z.object(dataEnvShape).safeParse(withoutEmpty(source));
  if (!parsed.success) throw new EnvironmentInvalid(describeProblems(problemsOf(parsed.error)));
  return parsed.data;
}
