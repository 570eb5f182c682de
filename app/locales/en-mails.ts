/** What our own mail says; no browser is sent it. */
export const enMails = {
  answerWhy: "You get this mail because you asked to be let in.",
  asked: {
    subject: "{{name}} asks to join {{workspace}}",
    text: "{{name}} asks to be let into {{workspace}}.",
    email: "Their e-mail address: {{email}}",
    link: "Answer the request",
    why: "You get this mail because you may let people into {{workspace}}.",
  },
  accepted: {
    subject: "You are in {{workspace}}",
    text: "You asked to join {{workspace}}, and were let in.",
    link: "Open the workspace",
  },
  declined: {
    subject: "Your request to join {{slug}}",
    text: "You asked to join {{slug}}, and were not let in.",
    link: "Your workspaces",
  },
};
