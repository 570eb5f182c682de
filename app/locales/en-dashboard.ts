/** Where a person begins: what needs them, how it stands, the first steps of a new workspace. */
export const enNeedsMe = {
  title: "Needs you",
  nothing: "Nothing waits for you.",
  unread_one: "{{count}} unread notification",
  unread_other: "{{count}} unread notifications",
  unreadMore: "More than {{count}} unread notifications",
  answer: "Answer",
  read: "Read",
};

export const enChecklist = {
  title: "First steps",
  done: "{{done}} of {{all}} done",
  hide: "Hide",
  hiding: "Hiding…",
  hidden: "The first steps are put away.",
  isDone: "Done:",
  project: "Create the first project", // example
  projectHint: "A piece of work with a name and a status.", // example
  invite: "Invite somebody",
  inviteHint: "Most of what is here is better with colleagues.",
  security: "Choose how members sign in",
  securityHint: "How long sessions last, and whether a second factor is needed.",
  domain: "Name your company's mail domain",
  domainHint: "Colleagues with such an address need no invitation to come in.",
};
