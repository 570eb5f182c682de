/** Pure: our rows in the shapes of the provider's API and webhooks. */
import type {
  LocalInvitation,
  LocalMembership,
  LocalOrganization,
  LocalSession,
  LocalUser,
} from "#app/db.local.server.ts";
import { invitationLink } from "./invitation-link.ts";

/** All roles that this instance knows, as the provider would list them. */
export const LOCAL_ROLES = ["org:owner", "org:admin", "org:member", "org:viewer"] as const;

export type ProviderEvent = Record<string, unknown>;

export const userJson = (user: LocalUser) => ({
  object: "user",
  id: user.id,
  username: null,
  first_name: user.firstName,
  last_name: user.lastName,
  image_url: "",
  has_image: false,
  primary_email_address_id: emailId(user),
  primary_phone_number_id: null,
  primary_web3_wallet_id: null,
  email_addresses: [emailJson(user)],
  phone_numbers: [],
  web3_wallets: [],
  external_accounts: [],
  enterprise_accounts: enterpriseAccountsJson(user),
  public_metadata: {},
  private_metadata: {},
  unsafe_metadata: {},
  external_id: null,
  banned: false,
  locked: false,
  deprovisioned: false,
  two_factor_enabled: user.hasSecondFactor,
  last_sign_in_at: null,
  last_active_at: null,
  created_at: user.createdAt.getTime(),
  updated_at: user.updatedAt.getTime(),
});

const enterpriseAccountsJson = ({ id, email, throughCompanyAt }: LocalUser) =>
  throughCompanyAt === null
    ? []
    : [
        {
          object: "enterprise_account",
          id: id.replace(/^user_/, "ea_"),
          active: true,
          email_address: email,
          enterprise_connection: null,
          enterprise_connection_id: null,
          first_name: null,
          last_name: null,
          protocol: "saml",
          provider: "saml_custom",
          provider_user_id: null,
          public_metadata: {},
          verification: null,
          last_authenticated_at: throughCompanyAt.getTime(),
        },
      ];

const emailId = (user: LocalUser) => user.id.replace(/^user_/, "idn_");
const emailJson = (user: LocalUser) => ({
  object: "email_address",
  id: emailId(user),
  email_address: user.email,
  verification: { object: "verification_admin", status: "verified", strategy: "admin", attempts: null },
  linked_to: [],
});

export const organizationJson = (organization: LocalOrganization) => ({
  object: "organization",
  id: organization.id,
  name: organization.name,
  slug: organization.slug,
  image_url: "",
  has_image: false,
  max_allowed_memberships: 0,
  admin_delete_enabled: true,
  public_metadata: organization.publicMetadata,
  private_metadata: organization.privateMetadata,
  created_by: organization.createdBy,
  created_at: organization.createdAt.getTime(),
  updated_at: organization.updatedAt.getTime(),
});

export const membershipJson = (
  membership: LocalMembership,
  organization: LocalOrganization,
  user: LocalUser,
) => ({
  object: "organization_membership",
  id: membership.id,
  role: membership.role,
  permissions: [],
  public_metadata: {},
  private_metadata: {},
  organization: organizationJson(organization),
  public_user_data: {
    user_id: user.id,
    identifier: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: "",
    has_image: false,
  },
  created_at: membership.createdAt.getTime(),
  updated_at: membership.updatedAt.getTime(),
});

export const invitationJson = (invitation: LocalInvitation, organization: LocalOrganization) => ({
  object: "organization_invitation",
  id: invitation.id,
  email_address: invitation.email,
  role: invitation.role,
  role_name: invitation.role.slice("org:".length),
  organization_id: invitation.organizationId,
  public_organization_data: {
    object: "public_organization_data",
    id: organization.id,
    name: organization.name,
    slug: organization.slug,
    image_url: "",
    has_image: false,
  },
  status: invitation.status,
  public_metadata: invitation.publicMetadata,
  private_metadata: invitation.privateMetadata,
  url: invitation.status === "pending" ? invitationLink(invitation) : null,
  created_at: invitation.createdAt.getTime(),
  updated_at: invitation.updatedAt.getTime(),
  expires_at: invitation.expiresAt.getTime(),
});

export const sessionJson = (session: LocalSession) => ({
  object: "session",
  id: session.id,
  client_id: session.id.replace(/^sess_/, "client_"),
  user_id: session.userId,
  status: session.status,
  actor: null,
  last_active_at: session.updatedAt.getTime(),
  expire_at: session.expiresAt.getTime(),
  abandon_at: session.expiresAt.getTime(),
  created_at: session.createdAt.getTime(),
  updated_at: session.updatedAt.getTime(),
});

export const deletedJson = (object: string, id: string) => ({ object, id, deleted: true });

export const roleJson = (key: string) => ({
  object: "role",
  id: `role_${key.slice("org:".length)}`,
  key,
  name: key.slice("org:".length),
  description: "",
  permissions: [],
  is_creator_eligible: key === "org:owner",
  created_at: 0,
  updated_at: 0,
});

export const listJson = (data: object[], total = data.length) => ({ data, total_count: total });

export const eventJson = (type: string, data: object, at = Date.now()): ProviderEvent => ({
  type,
  object: "event",
  data,
  event_attributes: { http_request: { client_ip: "", user_agent: "" } },
  timestamp: at,
  instance_id: "ins_local",
});
