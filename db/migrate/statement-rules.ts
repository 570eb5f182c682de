/**
 * What a statement of a tenant's migration may not do, and what to do instead: each concerns more than the
 * tenant, or more than the transaction. On PostgreSQL's own syntax tree. Pure.
 */
import type { Node } from "libpg-query";
import { foreignSchemas, isTemporary } from "./statement-names.ts";

const WHOLE_DATABASE =
  "belongs to the whole database, not to one tenant. Do it once by hand, as the admin, in each database";
const WHOLE_SERVER = "belongs to the whole server. Do it by hand, as the admin";
const SESSION = "outlasts the migration, on a connection that goes on to other tenants. Leave it out";

/** By the name that PostgreSQL's parser gives a statement. */
const REFUSED: Record<string, string> = {
  TransactionStmt:
    "is transaction control, which is the runner's. Leave it out; what needs a COMMIT before it goes into the next migration",
  CreateSchemaStmt: "makes a schema, which is no tenant's. Leave it out: all names are in the tenant's own",
  AlterObjectSchemaStmt: "moves something out of the tenant's schema. Leave it out",
  AlterDefaultPrivilegesStmt: "sets rights, which db/tenant/grants.ts says for all tenants. Put it there",
  ...each(WHOLE_SERVER, [
    "AlterSystemStmt",
    "CreateRoleStmt AlterRoleStmt AlterRoleSetStmt DropRoleStmt GrantRoleStmt ReassignOwnedStmt DropOwnedStmt",
    "CreatedbStmt DropdbStmt AlterDatabaseStmt AlterDatabaseSetStmt AlterDatabaseRefreshCollStmt",
    "CreateTableSpaceStmt DropTableSpaceStmt AlterTableSpaceOptionsStmt AlterTableMoveAllStmt CheckPointStmt",
  ]),
  ...each(WHOLE_DATABASE, [
    "AlterExtensionStmt AlterExtensionContentsStmt CreateEventTrigStmt AlterEventTrigStmt CreatePLangStmt",
    "CreatePublicationStmt AlterPublicationStmt CreateSubscriptionStmt AlterSubscriptionStmt DropSubscriptionStmt",
    "CreateFdwStmt AlterFdwStmt CreateForeignServerStmt AlterForeignServerStmt ImportForeignSchemaStmt",
    "CreateUserMappingStmt AlterUserMappingStmt DropUserMappingStmt CreateAmStmt CreateCastStmt CreateTransformStmt",
  ]),
  ...each(SESSION, [
    "ListenStmt UnlistenStmt DiscardStmt LoadStmt PrepareStmt DeallocateStmt DeclareCursorStmt",
  ]),
};

function each(why: string, kinds: string[]): Record<string, string> {
  return Object.fromEntries(kinds.flatMap((line) => line.split(" ")).map((kind) => [kind, why]));
}

/** Kinds of things that are in no schema. */
const IN_NO_SCHEMA =
  /^OBJECT_(SCHEMA|EXTENSION|ROLE|DATABASE|TABLESPACE|EVENT_TRIGGER|LANGUAGE|PUBLICATION|SUBSCRIPTION|FDW|FOREIGN_SERVER|CAST|TRANSFORM|ACCESS_METHOD)$/;

/** Why the statement is refused, as the rest of a sentence; undefined where it is not. */
export function whyRefused(node: Node): string | undefined {
  const [kind = "", body = {}] = Object.entries(node)[0] ?? [];
  if (REFUSED[kind]) return REFUSED[kind];
  const objectType = objectTypeOf(body as OfAKind);
  if (IN_NO_SCHEMA.test(objectType)) return WHOLE_DATABASE;
  const [schema] = foreignSchemas(node);
  if (schema) return `names the schema ${schema}. Leave the name out: it means the tenant's own schema then`;
  if (isTemporary(node)) return SESSION;
  if ("VariableSetStmt" in node) return whyNotSet(node.VariableSetStmt);
  if ("CreateExtensionStmt" in node) return whyNotExtension(node.CreateExtensionStmt);
  return undefined;
}

type OfAKind = { removeType?: string; objtype?: string; renameType?: string; objectType?: string };

const objectTypeOf = ({ removeType, objtype, renameType, objectType }: OfAKind): string =>
  removeType ?? objtype ?? renameType ?? objectType ?? "";

const OTHERS_PATH = new Set(["search_path", "role", "session_authorization"]);

function whyNotSet({
  name = "",
  is_local: isLocal,
}: {
  name?: string;
  is_local?: boolean;
}): string | undefined {
  if (OTHERS_PATH.has(name)) return `sets ${name}, which is the runner's. Leave it out`;
  return isLocal ? undefined : `${SESSION}, or write SET LOCAL`;
}

type Extension = { extname?: string; if_not_exists?: boolean; options?: Node[] };

function whyNotExtension({
  extname,
  if_not_exists: ifNotExists,
  options = [],
}: Extension): string | undefined {
  const isIn = options.some((option) => {
    const { defname, arg } = ("DefElem" in option && option.DefElem) || {};
    return defname === "schema" && arg && "String" in arg && arg.String.sval === "extensions";
  });
  if (ifNotExists && isIn) return undefined;
  return `makes an extension in a tenant's schema. All tenants of a database share it: CREATE EXTENSION IF NOT EXISTS "${extname}" WITH SCHEMA extensions`;
}
