/** The environment, checked once at boot. The only reader of `process.env` in `app/`. */
import { z } from "zod";
import {
  DEMO_STAFF,
  dataEnvShape,
  describeProblems,
  EnvironmentInvalid,
  type Problem,
  PUBLISHED_DEFAULTS,
  problemsOf,
  withoutEmpty,
} from "./db.server.ts";
import { isAddressOrName, isLoopback, listenAddresses } from "./http/loopback.ts";
import { dnsServers } from "./validation/dns-servers.ts";
import { mailFrom, smtpServer } from "./validation/mail-settings.ts";
import { webhookDelivery } from "./validation/webhook-delivery.ts";

/**
 * Says what it does: where others than this machine's own people reach the stand-in, they all may be anybody.
 */
const OPEN_SIGN_IN = "ALLOW_SIGN_IN_AS_ANYBODY";
const DEFAULT_PORT = 3000;
const DEFAULT_HOSTNAME = "app.localhost";
const MIN_SECRET_LENGTH = 32;

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const list = z.string().transform((value) =>
  value
    .split(",")
    .map((item) => item.trim().toLowerCase())
    .filter(Boolean),
);
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((value) => URL.canParse(value) && isOrigin(new URL(value)), {
    message: "must be an origin such as https://app.example.com, without a path",
  });
const isOrigin = (url: URL) => url.pathname === "/" && !url.search && !url.hash && !url.username;

const shape = z.object({
  ...dataEnvShape,
  /** Unset: this machine's own name, at PORT. */
  BASE_URL: origin.optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(DEFAULT_PORT),
  /** Where to listen. Unset: on loopback with the stand-in, on every address otherwise. */
  HOST: z
    .string()
    .refine(isAddressOrName, "must be an address or a name, such as 0.0.0.0 or localhost")
    .optional(),
  [OPEN_SIGN_IN]: flag.default(false),
  CLERK_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_/, "must begin with pk_test_ or pk_live_")
    .optional(),
  CLERK_SECRET_KEY: z
    .string()
    .regex(/^sk_(test|live)_/, "must begin with sk_test_ or sk_live_")
    .optional(),
  CLERK_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_[^,\s]+(,whsec_[^,\s]+)?$/,
      "must begin with whsec_; two during a rotation, with a comma between",
    )
    .optional(),
  CLERK_JWT_KEY: z.string().optional(),
  /** How unreliably the stand-in delivers its messages; unset: each arrives once. */
  IDENTITY_WEBHOOKS: webhookDelivery.optional(),
  /** Whose people may come through their company's sign-on at the stand-in; unset: a demo workspace's. */
  IDENTITY_COMPANIES: list.optional(),
  SESSION_SECRET: z
    .string()
    .min(MIN_SECRET_LENGTH, `must have at least ${MIN_SECRET_LENGTH} characters`)
    .optional(),
  TRUST_PROXY: flag.default(false),
  RATE_LIMIT_FACTOR: z.coerce.number().positive().max(1_000_000).default(1),
  /** Whom people write to where they cannot help themselves; unset: no address is shown. */
  SUPPORT_EMAIL: z.email().optional(),
  /** Who answers for this installation, by name and address, for the pages on privacy and terms. */
  OPERATOR: z.string().trim().min(1).max(200).optional(),
  /** Where our own mail is handed over. Unset: it is kept in the stand-in's outbox, or not sent. */
  SMTP_URL: smtpServer.optional(),
  /** Whom our own mail is from. */
  MAIL_FROM: mailFrom.optional(),
  /** Who is asked for the records of mail domains; unset: whoever this machine asks. */
  DNS_SERVERS: dnsServers.optional(),
  STAFF_EMAILS: list.default([]),
  WORKER: z.enum(["on", "off", "only"]).default("on"),
  SCHEDULE: z.enum(["on", "off"]).default("on"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

type Raw = z.infer<typeof shape>;

const CLERK_KEYS = ["CLERK_PUBLISHABLE_KEY", "CLERK_SECRET_KEY", "CLERK_WEBHOOK_SECRET"] as const;
const FOR_THE_STAND_IN = ["IDENTITY_WEBHOOKS", "IDENTITY_COMPANIES"] as const;
const SECRETS = ["SESSION_SECRET", "SECRETS_KEY"] as const;
const MAIL = ["SMTP_URL", "MAIL_FROM"] as const;
const REQUIRED_IN_PRODUCTION = [...MAIL, "DATABASE_URL", "BASE_URL", ...SECRETS, ...CLERK_KEYS] as const;

/**
 * Rules that concern several variables at once; on the raw text, so that they are heard beside the problems
 * of each.
 */
function rulesBroken(source: NodeJS.ProcessEnv): Problem[] {
  const someClerk = CLERK_KEYS.some((name) => source[name]);
  const halfClerk = CLERK_KEYS.filter((name) => someClerk && !source[name]);
  const message = "must be set beside the other Clerk keys";
  const problems: Problem[] = halfClerk.map((name) => ({ name, message }));
  if (source.SMTP_URL && !source.MAIL_FROM && source.NODE_ENV !== "production")
    problems.push({ name: "MAIL_FROM", message: "must be set beside SMTP_URL" });
  if (source.ARCHIVE_STORE?.startsWith("s3://") && !source.AWS_REGION)
    problems.push({ name: "AWS_REGION", message: "must be set where ARCHIVE_STORE is s3://…" });
  const isReal = someClerk || source.NODE_ENV === "production";
  for (const name of FOR_THE_STAND_IN)
    if (isReal && source[name])
      problems.push({ name, message: "is for the identity stand-in alone; leave it out" });
  if (source.NODE_ENV !== "production") return [...problems, ...(someClerk ? [] : openSignIn(source))];
  const missing = REQUIRED_IN_PRODUCTION.filter(
    (name) => !source[name] && !problems.some((known) => known.name === name),
  );
  const published = SECRETS.filter((name) => PUBLISHED_DEFAULTS.includes(source[name] ?? ""));
  return [
    ...problems,
    ...missing.map((name) => ({ name, message: "must be set in production" })),
    ...published.map((name) => ({ name, message: "is a published default; make your own" })),
  ];
}

/** The variables by which others than this machine's own people reach us. */
function opensToOthers({ BASE_URL, HOST }: NodeJS.ProcessEnv): string[] {
  const base = BASE_URL === undefined ? DEFAULT_HOSTNAME : URL.parse(BASE_URL)?.hostname;
  return [
    ...(base !== undefined && !isLoopback(base) ? ["BASE_URL"] : []),
    ...(HOST !== undefined && !isLoopback(HOST) ? ["HOST"] : []),
  ];
}

/** The stand-in asks for no password: it is open to others only where somebody said so. */
function openSignIn(source: NodeJS.ProcessEnv): Problem[] {
  if (flag.safeParse(source[OPEN_SIGN_IN]).data) return [];
  const message = `is reached by others, and without Clerk's keys whoever reaches it signs in as anybody, staff included. Set CLERK_…, or ${OPEN_SIGN_IN}=1 if that is what you want`;
  return opensToOthers(source).map((name) => ({ name, message }));
}

export type Env = Omit<Raw, "SESSION_SECRET" | "SECRETS_KEY"> & {
  SESSION_SECRET: string;
  SECRETS_KEY: string;
  isProduction: boolean;
  baseUrl: URL;
  baseHostname: string;
  /** Real Clerk where its keys are set, the local stand-in elsewhere (never in production). */
  identity: "clerk" | "local";
  /** None: on every address. */
  listenAddresses: string[];
  /** Others than this machine's own people reach the stand-in. */
  isSignInOpen: boolean;
};

/**
 * Reads an environment. Throws EnvironmentInvalid with one message that names every variable that is wrong.
 * @internal
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const variables = withoutEmpty(source);
  const parsed = shape.safeParse(variables);
  const problems = [...(parsed.error ? problemsOf(parsed.error) : []), ...rulesBroken(variables)];
  if (!parsed.success || problems.length > 0) throw new EnvironmentInvalid(describeProblems(problems));
  const { SESSION_SECRET, SECRETS_KEY, ...env } = parsed.data;
  if (!SESSION_SECRET || !SECRETS_KEY) {
    throw new EnvironmentInvalid(
      "SESSION_SECRET and SECRETS_KEY must be set; `npm start` makes them on a laptop.",
    );
  }
  const baseUrl = new URL(env.BASE_URL ?? `http://${DEFAULT_HOSTNAME}:${env.PORT}`);
  const isProduction = env.NODE_ENV === "production";
  const identity = env.CLERK_SECRET_KEY ? "clerk" : "local";
  return {
    ...env,
    SESSION_SECRET,
    SECRETS_KEY,
    STAFF_EMAILS: identity === "local" && !isProduction ? orDemoStaff(env.STAFF_EMAILS) : env.STAFF_EMAILS,
    BASE_URL: baseUrl.origin,
    isProduction,
    baseUrl,
    baseHostname: baseUrl.hostname,
    identity,
    listenAddresses: listenAddresses(env.HOST, identity === "local"),
    isSignInOpen: identity === "local" && opensToOthers(variables).length > 0,
  };
}

/** On a laptop with the stand-in the demo's staff person is staff, unless somebody else was named. */
const orDemoStaff = (emails: string[]): string[] => (emails.length > 0 ? emails : [DEMO_STAFF.email]);

export const env: Env = readEnv(process.env);
