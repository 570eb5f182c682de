/**
 * Tables of the control plane that speak of people: who they are, where they may go, that they were there.
 */
import { inArray } from "drizzle-orm";
import { declare, type TableDeclaration } from "../declaration.ts";
import { SIGN_INS } from "./audit-groups.ts";
import { KEPT_DAYS } from "./retention.ts";
import { auditLog } from "./schema/audit.ts";
import { invitations } from "./schema/invitations.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { keptForms } from "./schema/kept-forms.ts";
import { memberships, users } from "./schema/people.ts";
import { sessions, tickets } from "./schema/sessions.ts";
import { staffSessions, staffTickets } from "./schema/staff.ts";

export const AUDIT_AND_PEOPLE: TableDeclaration[] = [
  declare(users, "person", {
    // The row stays, emptied: what others wrote refers to it.
    erasedBy: { column: "id", how: "emptied" },
    isArchived: true,
    isCopied: true,
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
    isCopied: true,
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
    erasedBy: { column: "emailKey", by: "address" },
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
    erasedBy: { column: "userId" },
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
  declare(sessions, "tenant", {
    erasedBy: { column: "userId" },
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
    erasedBy: { column: "userId" },
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
    erasedBy: { column: "userId" },
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
    erasedBy: { column: "userId" },
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
    erasedBy: { column: "userId" },
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
  // Append-only, and kept: who did what stays told, but for who signed in when. A tenant's own entries go
  // along when it is archived.
  declare(auditLog, "platform", {
    erasedBy: { column: "actorId", how: "emptied" },
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
    retention: [
      { days: KEPT_DAYS.signIns, since: auditLog.at, when: inArray(auditLog.action, [...SIGN_INS]) },
    ],
  }),
];
