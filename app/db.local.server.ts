/** The bridge's part for the stand-in: its own tables, which production never has. */
export { ensureLocalInstance, type LocalInstance } from "#db/local-identity/instance.ts";
export {
  createLocalInvitation,
  endLocalInvitation,
  getLocalInvitation,
  type LocalInvitation,
  listLocalInvitations,
  type NewLocalInvitation,
} from "#db/local-identity/invitations.ts";
export { addLocalMail, getLocalMail, listLocalMails } from "#db/local-identity/mails.ts";
export { listAllLocalMemberships } from "#db/local-identity/membership-list.ts";
export {
  createLocalMembership,
  createLocalOrganization,
  deleteLocalMembership,
  deleteLocalOrganization,
  getLocalMembership,
  getLocalOrganization,
  type LocalMembership,
  type LocalMembershipKey,
  type LocalOrganization,
  type LocalOrganizationRole,
  listLocalMemberships,
  listLocalOrganizations,
  type NewLocalOrganization,
  updateLocalMembership,
  updateLocalOrganization,
} from "#db/local-identity/organizations.ts";
export {
  addLocalMessage,
  claimLocalMessages,
  type LocalMessage,
  postponeLocalMessage,
  removeLocalMessage,
} from "#db/local-identity/outbox.ts";
export {
  createLocalSession,
  endLocalSession,
  getLocalSession,
  type LocalSession,
} from "#db/local-identity/sessions.ts";
export {
  createLocalUser,
  deleteLocalUser,
  getLocalUser,
  getLocalUserByEmail,
  type LocalPerson,
  type LocalUser,
  listLocalPeople,
  listLocalPeopleByEmail,
  listLocalUsers,
  type NewLocalUser,
  updateLocalUser,
} from "#db/local-identity/users.ts";
