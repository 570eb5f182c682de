/**
 * Tables of the control plane that speak of people: who they are, where they may go, that they were there.
 */
import { declare, type TableDeclaration } from "../declaration.ts";
import { KEPT_DAYS } from "./retention.ts";
import { auditLog } from "./schema/audit.ts";
import { invitations } from "./schema/invitations.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { keptForms } from "./schema/kept-forms.ts";
import { mails } from "./schema/mails.ts";
import { memberships, users } from "./schema/people.ts";
import { sessions, tickets } from "./schema/sessions.ts";
import { staffSessions, staffTickets } from "./schema/staff.ts";

export const AUDIT_AND_PEOPLE: TableDeclaration[] = [
  declare(users, "person", {
    isArchived: true,
    columns: {
      id: "personId",
      email: "email",
      firstName: "name",
      lastName: "name",
      avatarUrl: "picture",
      hasSecondFactor: "plain",
      hasCompanyAccount: "plain",
      isBarred: "plain",
      language: "plain",
      preferences: "plain",
      sourceUpdatedAt: "plain",
      deletedAt: "plain",
      createdAt: "plain",
    },
  }),
  declare(memberships, "tenant", {
    isArchived: true,
    columns: {
      tenantId: "plain",
      userId: "personId",
      role: "plain",
      sourceId: "plain",
      sourceUpdatedAt: "plain",
      deletedAt: "plain",
      deactivatedAt: "plain",
      unread: "plain",
      createdAt: "plain",
    },
  }),
  declare(invitations, "tenant", {
    isArchived: true,
    columns: {
      id: "plain",
      tenantId: "plain",
      email: "email",
      emailKey: "email",
      role: "plain",
      status: "plain",
      inviterId: "personId",
      sourceUpdatedAt: "plain",
      createdAt: "plain",
      expiresAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.invitations, since: invitations.expiresAt }],
  }),
  declare(joinRequests, "person", {
    columns: {
      id: "plain",
      tenantId: "plain",
      slug: "text",
      userId: "personId",
      email: "email",
      firstName: "name",
      lastName: "name",
      status: "plain",
      role: "plain",
      deciderId: "personId",
      createdAt: "plain",
      decidedAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.joinRequests, since: joinRequests.createdAt }],
  }),
  declare(mails, "tenant", {
    columns: {
      id: "plain",
      tenantId: "plain",
      userId: "personId",
      kind: "plain",
      aboutId: "plain",
      state: "plain",
      problem: "plain",
      createdAt: "plain",
      settledAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.mails, since: mails.createdAt }],
  }),
  declare(sessions, "tenant", {
    columns: {
      idHash: "secret",
      tenantId: "plain",
      userId: "personId",
      sourceSessionId: "plain",
      hostname: "plain",
      userAgent: "device",
      ip: "ip",
      provedAt: "plain",
      hasSecondFactor: "plain",
      domains: "plain",
      companyDomain: "plain",
      role: "plain",
      formerIdHash: "secret",
      exchangedAt: "plain",
      createdAt: "plain",
      lastSeenAt: "plain",
      expiresAt: "plain",
      revokedAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.sessions, since: sessions.expiresAt }],
  }),
  declare(tickets, "tenant", {
    columns: {
      hash: "secret",
      tenantId: "plain",
      userId: "personId",
      sourceSessionId: "plain",
      hostname: "plain",
      nonceHash: "secret",
      returnTo: "text",
      provedAt: "plain",
      hasSecondFactor: "plain",
      domains: "plain",
      companyDomain: "plain",
      createdAt: "plain",
      expiresAt: "plain",
      redeemedAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.tickets, since: tickets.expiresAt }],
  }),
  declare(staffSessions, "person", {
    columns: {
      idHash: "secret",
      userId: "personId",
      email: "email",
      sourceSessionId: "plain",
      hostname: "plain",
      userAgent: "device",
      createdAt: "plain",
      lastSeenAt: "plain",
      expiresAt: "plain",
      revokedAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.sessions, since: staffSessions.expiresAt }],
  }),
  declare(staffTickets, "person", {
    columns: {
      hash: "secret",
      userId: "personId",
      email: "email",
      sourceSessionId: "plain",
      hostname: "plain",
      nonceHash: "secret",
      returnTo: "text",
      createdAt: "plain",
      expiresAt: "plain",
      redeemedAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.tickets, since: staffTickets.expiresAt }],
  }),
  declare(keptForms, "person", {
    columns: {
      idHash: "secret",
      userId: "personId",
      hostname: "plain",
      path: "text",
      sealed: "secret",
      createdAt: "plain",
      expiresAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.keptForms, since: keptForms.expiresAt }],
  }),
  // Append-only, and kept: who looked at what stays told. A tenant's own entries go along when it is
  // archived.
  declare(auditLog, "platform", {
    isArchived: true,
    columns: {
      id: "plain",
      tenantId: "plain",
      actorKind: "plain",
      actorId: "personId",
      action: "plain",
      detail: "plain",
      requestId: "plain",
      ip: "ip",
      at: "plain",
    },
  }),
];
