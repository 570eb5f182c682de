/** Failures that are about people: who they are, what they are members of, and what they may do to others. */
import { DataTierError } from "./errors.ts";

/** Nobody else owns the tenant: whoever does stays in it, as its owner. */
export class LastOwner extends DataTierError {
  constructor() {
    super(409, "A workspace keeps at least one owner.");
  }
}

/** Nobody keeps themselves out of a workspace: they would need somebody else to come in again. */
export class OwnMembership extends DataTierError {
  constructor() {
    super(409, "Nobody deactivates themselves.");
  }
}

/** One person has asked to join as many tenants as they may in a day. */
export class JoinRequestLimitReached extends DataTierError {
  constructor() {
    super(429, "Nobody asks to join so many workspaces in one day.", { retryAfterSeconds: 3_600 });
  }
}

/** A tenant lists as many domains of mail as one may. */
export class MailDomainLimitReached extends DataTierError {
  constructor(most: number) {
    super(409, `A workspace lists at most ${most} mail domains.`);
  }
}

/** No person, or more than one, is known by what was typed. */
export class PersonUnknown extends DataTierError {
  constructor(typed: string, found: number) {
    const why = found === 0 ? "Nobody is known by" : "More than one person is known by";
    super(
      404,
      `${why} ${JSON.stringify(typed)}: give the address of somebody who has signed up, or their id.`,
    );
  }
}

/** Two people are to be made one who are it already. */
export class SamePerson extends DataTierError {
  constructor(from: string, into: string) {
    super(409, `${from} and ${into} are the same person already.`);
  }
}

/** The identity provider does not answer, or not as it should. */
export class IdentityUnavailable extends DataTierError {
  constructor(cause: Error) {
    const why = cause.cause instanceof Error ? ` (${cause.cause.message})` : "";
    super(503, `The identity provider does not answer${why}. Nothing was changed.`, { cause });
  }
}

/** So many are gone at the identity provider that it looks like another one. */
export class RemovalsRefused extends DataTierError {
  constructor(kind: string, gone: number, known: number) {
    super(
      409,
      `Of ${known} objects of the kind ${kind} the identity provider has ${gone} no more: is the key that of another instance? Nothing was changed; \`--remove-many\` removes them.`,
    );
  }
}

/** Nobody gives or takes a role above their own. */
export class RoleBeyondReach extends DataTierError {
  constructor() {
    super(403, "Nobody gives or takes a role above their own.");
  }
}

/** Somebody asks of everybody what they lack themselves: it would lock them out. */
export class SecondFactorMissing extends DataTierError {
  constructor() {
    super(409, "Whoever asks for a second factor has signed in with one.");
  }
}

/** Nobody asks of others what they have not shown to work for themselves. */
export class CompanySignOnMissing extends DataTierError {
  constructor() {
    super(409, "Who asks for enterprise sign-on signs in by it first.");
  }
}
