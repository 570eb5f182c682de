/** The bridge's part about people: who they are, what they are members of, their sessions and invitations. */
export { notifyAccessChanged } from "#db/control/access-changes.ts";
export { findOpenTenant, joinByDomain } from "#db/control/domain-joins.ts";
export {
  isLetInHere,
  type KnownInvitation,
  type KnownMembership,
  listKnownInvitations,
  listKnownUsers,
  listLiveMemberships,
  listLiveSourceSessions,
  listMembershipsOf,
  listOrganizationTenants,
  listTombstoned,
  listUserIds,
  type OrganizationTenant,
} from "#db/control/identity-state.ts";
export {
  countOpenInvitations,
  findInvitedTenantId,
  getInvitation,
  type Invitation,
  type InvitationFromSource,
  listInvitedKeys,
  listOpenInvitations,
  upsertInvitation,
} from "#db/control/invitations.ts";
export {
  acceptJoinRequest,
  JOIN_ACCEPTED_JOB,
  type MadeAcceptance,
  undoAcceptance,
} from "#db/control/join-acceptances.ts";
export { askToJoin, JOIN_ASKED_JOB } from "#db/control/join-asking.ts";
export { getRequestOfMail, queueAskMails, type RequestOfMail } from "#db/control/join-mails.ts";
export {
  countJoinRequests,
  declineJoinRequest,
  getAcceptedRequest,
  getWaitingRequest,
  type JoinRequest,
  listJoinRequests,
  listOwnJoinRequests,
  type OwnJoinRequest,
} from "#db/control/join-requests.ts";
export { KEPT_FORM_MINUTES, keepForm, takeKeptForm } from "#db/control/kept-forms.ts";
export { noteLanguage } from "#db/control/languages.ts";
export { isLetInSince } from "#db/control/let-in.ts";
export { recordLostMessage } from "#db/control/lost-messages.ts";
export { type DnsAnswer, type DueProof, listDueProofs, noteRecheck } from "#db/control/mail-domain-checks.ts";
export {
  addMailDomain,
  changeAdmission,
  getMailDomain,
  listMailDomains,
  type MailDomain,
  noteMailDomainMissing,
  proveMailDomain,
  removeMailDomain,
} from "#db/control/mail-domains.ts";
export {
  getQueuedMail,
  MAIL_OVER,
  noteMailProblem,
  type QueuedMail,
  queueMails,
  SEND_MAIL_JOB,
  settleMail,
} from "#db/control/mails.ts";
export { type ActivityChange, changeActivity } from "#db/control/member-activity.ts";
export {
  changeMembership,
  isLastOwner,
  lockOwners,
  type MembershipChange,
  TELL_MEMBER_JOB,
  undoMembershipChange,
} from "#db/control/member-changes.ts";
export {
  endMembership,
  endMembershipsOfUser,
  getMembershipRole,
  getMembershipState,
  listTenantIdsOfUser,
  type MembershipKey,
  upsertMembership,
} from "#db/control/memberships.ts";
export { getMergedInto, MERGE_MEMBER_JOB, mergeUsers } from "#db/control/merged-users.ts";
export { listOwnWorkspaces } from "#db/control/own-workspaces.ts";
export { changePreferences, getPersonPreferences } from "#db/control/preferences.ts";
export { changeSecurity, getSecurity } from "#db/control/security.ts";
export { exchangeSession } from "#db/control/session-exchange.ts";
export { isTouchDue } from "#db/control/session-tables.ts";
export {
  createSession,
  endSourceSession,
  getSession,
  getSessionOwner,
  listSessions,
  type MemberSession,
  revokeSession,
  revokeSessionsByMember,
  revokeSessionsByUser,
  SESSION_ABSOLUTE_DAYS,
  type Session,
  touchSession,
} from "#db/control/sessions.ts";
export { findCompanyDomain, listSignInFacts } from "#db/control/sign-in-facts.ts";
export {
  createStaffSession,
  createStaffTicket,
  getStaffSession,
  getStaffSessionOwner,
  type NewStaffSession,
  redeemStaffTicket,
  revokeStaffSession,
  STAFF_SESSION_ABSOLUTE_HOURS,
  type StaffSession,
  touchStaffSession,
} from "#db/control/staff-sessions.ts";
export { createTicket, redeemTicket } from "#db/control/tickets.ts";
export { enqueueRecount, noteUnread, RECOUNT_UNREAD_JOB } from "#db/control/unread.ts";
export {
  BEFORE_ANY_SOURCE,
  deleteUser,
  getUserById,
  hasCompanyAccount,
  isKeptOut,
  noteSecondFactor,
  type User,
  type UserFromSource,
  upsertUser,
} from "#db/control/users.ts";
export { FOLLOW_MEMBERS_JOB, followMembers, listStaleMembers } from "#db/lifecycle/follow-members.ts";
export { nameOwner } from "#db/lifecycle/name-owner.ts";
export { listMemberEmails, listMemberNames, listMembersById } from "#db/tenant/member-lookups.ts";
export {
  countMembers,
  getMember,
  isSeenLongAgo,
  listMemberSummaries,
  type MemberInput,
  type MemberRow,
  type MemberSummary,
  removeMember,
  touchMember,
  upsertMember,
} from "#db/tenant/members.ts";
export { mergeMembers } from "#db/tenant/merged-members.ts";
