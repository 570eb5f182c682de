/** The texts that pages of more than one area show. */
import { enIdentity } from "./en-identity.ts";
import { enInvitations } from "./en-invitations.ts";
import { enJoin } from "./en-join.ts";

export const enShared = {
  nav: {
    footer: "Workspaces that keep to themselves.",
    skip: "Skip to content",
    breadcrumbs: "Breadcrumbs",
    main: "Main",
    menu: "Menu",
    home: "Tenantry home",
    dashboard: "Dashboard",
    workspaces: "Workspaces",
    console: "Platform console",
    signIn: "Sign in",
    signUp: "Sign up",
    signOut: "Sign out",
    account: "Account: {{name}}",
    unread: "{{shown}} unread",
    workspaceMenu: "Workspace and account",
  },
  preferences: {
    title: "Preferences",
    theme: "Theme",
    system: "System",
    light: "Light",
    dark: "Dark",
    language: "Language",
  },
  form: {
    ignoredFilters: "Left out, because its value makes no sense here: {{names}}.",
    optional: "optional",
    errorTitle: "Error: {{title}}",
    problems_one: "Please correct one thing.",
    problems_other: "Please correct {{count}} things.",
    cancel: "Cancel",
    kept: "You had to sign in again. What you had typed is below; it has not been saved yet.",
    restored: "What you had typed here before is back. It has not been saved yet.",
    discard: "Discard it",
    leaveTitle: "Leave without saving?",
    leaveWhat: "What you typed has not been saved. It comes back if you return to this page in this tab.",
    stay: "Stay on this page",
    leave: "Leave",
  },
  list: {
    pages: "Pages",
    next: "Next",
    previous: "Previous",
    search: "Search",
    filters: "Filters",
    filter: "Filter",
    any: "Any",
    clear: "Clear filters",
    noResultsTitle: "Nothing matches",
    noResults: "No row fits these filters.",
    sortBy: "Sort by {{column}}",
  },
  time: { justNow: "just now" },
  roles: { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" },
  errors: {
    typed: "What you had typed, to copy from here",
    requestId: "Request id",
    goHome: "Go to the start page",
    tryAgain: "Try again",
    backToForm: "Back to the form",
    writeTo: "Write to",
    signedInAs: "You are signed in as {{email}}.",
    yourWorkspaces: "Your workspaces",
    otherAccount: "Use another account",
    sent: {
      nothing: "Nothing was sent. Go back to the form, and send it once you are connected.",
      notSaved: "What you sent was not saved. Go back to the form, and send it again in a moment.",
      unknown: "It is not known whether what you sent was saved. Look before you send it again.",
    },
    offline: {
      title: "There is no connection",
      what: "Your browser could not reach us. It is offline, or the connection broke off.",
      next: "Check your connection, then try again.",
    },
    unreachable: {
      title: "We could not be reached",
      what: "Something between you and us answered in our place, or the answer broke off.",
      next: "Try again in a moment.",
    },
    broken: {
      title: "This page broke in your browser",
      what: "The page could not be shown as it should be.",
      next: "Try again: that loads the page anew.",
    },
    badRequest: {
      title: "That request did not make sense",
      what: "Something in the address or the form could not be read.",
      next: "Go back, check what you entered, and send it again.",
    },
    forbidden: {
      title: "You may not do that",
      what: "You are signed in, but your role does not allow this.",
      next: "Ask an owner or admin of the workspace to do it, or to change your role.",
    },
    notFound: {
      title: "There is nothing here",
      what: "The page may have been deleted or moved, you may not be allowed to see it, or the address has a typo.",
      next: "Check the address, or start over from the start page.",
    },
    conflict: {
      title: "This cannot be done now",
      what: "Meanwhile things are in a state that does not allow it. Nothing was changed.",
      next: "Go back and look at how it stands now.",
    },
    tooLarge: {
      title: "That is too large",
      what: "What you sent is larger than this page takes. Nothing was changed.",
      next: "Shorten it, and send it again.",
    },
    tooMany: {
      title: "Too many requests",
      what: "More requests came from you than we answer at once.",
      next: "Wait a moment, then try again.",
    },
    failed: {
      title: "Something went wrong on our side",
      what: "This page could not be made. The failure has been recorded.",
      next: "Try again in a moment. If it happens again, the request id below helps to find out why.",
    },
    unavailable: {
      title: "We will be right back",
      what: "A part of the service is not answering just now. Nothing you have saved is lost.",
      next: "Try again in a moment.",
    },
    suspended: {
      title: "This workspace is suspended",
      what: "Nobody can enter it for now. Its data is kept.",
      next: "If you own it, contact us to have it resumed.",
    },
    updating: {
      title: "This workspace is being updated",
      what: "The tables of this workspace are being brought up to date. Nothing is lost.",
      next: "This takes a moment. The page loads again by itself.",
    },
    provisioning: {
      title: "This workspace is being set up",
      what: "Its place is being made. That takes a few seconds.",
      next: "The page loads again by itself.",
    },
    moving: {
      title: "This workspace is being moved",
      what: "It is on its way to its new place. Nothing you have saved is lost.",
      next: "This takes a moment. The page loads again by itself.",
    },
  },
  activity: {
    title: "Activity",
    recent: "Recent activity",
    empty: "Nothing has happened yet.",
    someone: "A former member",
    did: "changed",
    project: { created: "created", updated: "updated", deleted: "deleted" }, // example
    member: { joined: "joined", left: "left", updated: "updated" },
  },
  dashboard: {
    title: "Dashboard",
    lead: "Hello {{name}}. This is where {{workspace}} stands.",
  },
  validation: {
    required: "Enter something here.",
    invalid: "This is nothing that fits here. Change it, and send it again.",
    nameRequired: "Enter a name.",
    tooLong: "Use at most {{max}} characters.",
    tooManyWorkspaces:
      "You own {{max}} workspaces on this plan already, the most that one person may have. Choose another plan.",
    unreadable:
      "These characters cannot be seen, or turn the line around. Use letters, digits or signs that others can read.",
    controlCharacters: "This contains characters that cannot be shown. Remove them, or paste as plain text.",
    status: "Choose one of the statuses.", // example
    category: "Choose from the categories shown.", // example
    plan: "Choose one of the plans.",
    nameMismatch: "This is not the name of the project.", // example
    slugFormat: "Use 3 to 40 lower-case letters, digits and single hyphens, for example “{{suggestion}}”.",
    slugReserved: "This address is reserved. “{{suggestion}}” is free.",
    slugTaken: "This address is taken. “{{suggestion}}” is free.",
  },
  ...enInvitations,
  identity: enIdentity,
  join: enJoin,
} as const;
