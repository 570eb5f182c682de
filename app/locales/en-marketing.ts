/** The texts of the public pages. */
export const enMarketing = {
  landing: {
    title: "Projects in a place that is only your company’s",
    headline: "Your team’s projects, in a place that is only yours",
    lead: "Tenantry is a workspace for companies whose work is nobody else’s business. Plan projects, decide who sees which, and find out what changed, at an address of your own.",
    description:
      "A workspace for your company’s projects: who sees what, what changed and when, at an address of your own. With forms that work everywhere, in English and Spanish.",
    create: "Create a workspace",
    openWorkspaces: "Open your workspaces",
    more: "See what it does",
    pictures: {
      dashboard: "The dashboard of a workspace: projects by status, recent projects and recent activity.",
      projects: "A list of projects with search, filters, and a status for each.",
      members: "The members of a workspace, each with a role.",
      project: "A project with its description, its facts and what happened to it.",
    },
    usesTitle: "What people do with it",
    usesLead: "The three things that a team asks every week, each a page away.",
    uses: {
      projects: {
        title: "What are we working on?",
        text: "Every project has an owner, a status and a story. Search finds it even if you misspell it, and a filtered list is a link that you can send to a colleague.",
      },
      members: {
        title: "Who can see this?",
        text: "Invite people by e-mail, as admin, member or viewer. A project is private until you show it to the workspace, and someone who leaves loses their access at once.",
      },
      project: {
        title: "Who changed that?",
        text: "What others do to your projects comes to you. Two people who edit the same thing are shown both versions, almost everything can be undone, and the trash keeps what was deleted for 30 days.",
      },
    },
    audienceTitle: "Who it is for",
    audience: {
      teams: {
        title: "Teams of three to three hundred",
        text: "You want one list that everyone trusts. Start in a minute, invite the others, and let people join with your company’s mail addresses.",
      },
      agencies: {
        title: "Agencies with many clients",
        text: "A workspace for each client, one sign-in for all of them. What waits for you in the others shows wherever you are.",
      },
      companies: {
        title: "Companies with rules",
        text: "Sign-on through your own company, a second factor for everyone, short sessions, and a database that you share with nobody.",
      },
    },
    tenancyTitle: "Your data stays apart from everyone else’s",
    tenancyLead:
      "Other products keep all customers in one table and hope that no search forgets whose data it is. Here each workspace has a locked part of the database to itself, and the database refuses everybody else.",
    address: {
      title: "An address of your own",
      text: "Your workspace lives at its own address, with its own sign-in. Being signed in to one workspace means nothing at another.",
    },
    place: {
      title: "A place of your own",
      text: "Your data has its own lock, or a whole database if you want one. A program that goes astray is refused; it never gets a neighbour’s data.",
    },
    keep: {
      title: "Hard to lose",
      text: "A workspace that was deleted can be brought back for 30 days, as it was: its address, its members and everything in it.",
    },
    diagram:
      "Three workspaces. Acme and Globex each have a locked part of a shared database; Initech has a database of its own.",
    diagramCluster: "Shared database",
    diagramDedicated: "Own database",
    diagramSchema: "its own lock",
    diagramDatabase: "nobody else in it",
    foundationTitle: "Dependable down to the form",
    foundation: {
      noScript: {
        title: "Works on every connection",
        text: "Every page is a form and a link first. If a script does not load, your work still gets saved.",
      },
      roles: {
        title: "Roles that hold",
        text: "Owner, admin, member, viewer: checked in what is shown, in what is done and in what is asked of the database.",
      },
      languages: {
        title: "Your language, your light",
        text: "English and Spanish, light and dark, from a phone to a wide screen, with the keyboard alone if you like.",
      },
    },
    plansTitle: "Two plans, one product",
    plansLead: "The same pages and the same rules. What differs is where your data lives.",
    perPerson: "per person and month",
    onRequest: "On request",
    talk: "Write to us",
    standard: {
      name: "Standard",
      text: "For most companies.",
      items: {
        one: "As many projects as you like",
        two: "Your own address and sign-in rules",
        three: "A locked part of our shared database",
        four: "Help by e-mail",
      },
    },
    enterprise: {
      name: "Enterprise",
      text: "For those who must not share.",
      items: {
        one: "Everything in Standard",
        two: "A database of your own",
        three: "Connections that nobody else uses",
        four: "Nobody else’s data in it",
      },
    },
    choose: "Create a workspace: {{plan}}",
    questionsTitle: "Before you ask",
    questions: {
      start: {
        title: "How long does it take to start?",
        text: "About a minute: choose a name and an address, and your workspace is there. You can invite the others right away.",
      },
      signOn: {
        title: "Can we use our company’s accounts?",
        text: "Yes. Prove that a mail domain is yours, and people with such an address can join by themselves or come through your company’s sign-on.",
      },
      out: {
        title: "Who sees our projects?",
        text: "The people in your workspace, each as far as their role goes: a private project is seen by its owner, and by the owners and admins of the workspace. Other companies never do.",
      },
      end: {
        title: "What if we stop?",
        text: "An owner can delete the workspace. For 30 days it can be restored as it was; after that it is erased for good.",
      },
    },
    contactTitle: "Talk to us",
    contactLead: "A question, a doubt, a company with rules of its own: write, and a person answers.",
  },
  legal: {
    nav: "About this site",
    home: "Tenantry",
    operator: "This site is run by {{operator}}.",
    noOperator: "Whoever runs this site at {{host}} is responsible for it.",
    contact: "Questions and requests:",
    privacy: {
      title: "Privacy",
      lead: "What is kept about you here, why, and for how long.",
      youTitle: "What is kept about you",
      you: "Your name, your e-mail address and your picture, as you gave them when you signed up; the workspaces that you are in and your role in each; what you chose in your account; when you signed in, from which network address and with which kind of device.",
      workTitle: "What you and your colleagues write",
      work: "It belongs to your workspace and lies in a part of the database that no other workspace can read. Nobody analyses it, nothing is sold, and there are no advertisements.",
      cookiesTitle: "Cookies",
      cookies:
        "Only what is needed: one that keeps you signed in here and one at each workspace, those of whoever checks who you are, one for your theme, language and time zone, and short-lived ones while you sign in. Nobody follows you across sites.",
      timesTitle: "For how long",
      times: {
        trash_one: "What is deleted in a workspace: {{count}} day in its trash.",
        trash_other: "What is deleted in a workspace: {{count}} days in its trash.",
        workspace_one: "A deleted workspace: {{count}} day in which it can be restored, then it is erased.",
        workspace_other:
          "A deleted workspace: {{count}} days in which it can be restored, then it is erased.",
        sessions_one: "Where you were signed in: {{count}} day after the session’s time was over.",
        sessions_other: "Where you were signed in: {{count}} days after the session’s time was over.",
        signIns_one: "That you signed in, in the log of a workspace: {{count}} day.",
        signIns_other: "That you signed in, in the log of a workspace: {{count}} days.",
        invitations_one: "Invitations: {{count}} day after they expired.",
        invitations_other: "Invitations: {{count}} days after they expired.",
        mails_one: "That a mail was sent to you, without what it said: {{count}} day.",
        mails_other: "That a mail was sent to you, without what it said: {{count}} days.",
      },
      rightsTitle: "Your rights",
      rights:
        "You may see what is kept about you, have it corrected, and have it erased. What concerns a workspace, its owners answer; everything else, we do. What happened in a workspace stays in its history and its log for as long as it exists.",
    },
    terms: {
      title: "Terms",
      lead: "What you may expect of us, and we of you.",
      useTitle: "Using a workspace",
      use: "Whoever creates a workspace is its owner, and decides who is in it. You are responsible for what you put there, and for keeping your sign-in to yourself. Nothing unlawful, and nothing that harms others or this service.",
      dataTitle: "Your data is yours",
      data: "What you write belongs to you. We keep it and show it to the people whom you let in; we use it for nothing else.",
      stopTitle: "Stopping",
      stop_one:
        "An owner can delete a workspace at any time. It can be restored for {{count}} day, and is then erased. We may suspend a workspace that breaks these terms, and say why.",
      stop_other:
        "An owner can delete a workspace at any time. It can be restored for {{count}} days, and is then erased. We may suspend a workspace that breaks these terms, and say why.",
      changesTitle: "Changes",
      changes: "If these terms change in a way that matters to you, owners are told before it happens.",
    },
  },
} as const;
