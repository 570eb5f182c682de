/** The texts of the public pages. */
export const enMarketing = {
  landing: {
    title: "A place of its own for every customer",
    headline: "A place of its own for every customer",
    lead: "Tenantry gives each company a workspace with its own address, its own members and its own part of the database, or a whole database. One company’s data is never a forgotten filter away from another’s.",
    create: "Create a workspace",
    openWorkspaces: "Open your workspaces",
    how: "How it works",
    picture: "A workspace’s dashboard: projects by status, recent projects and recent activity.",
    pictureWorkspace: "Acme Rockets",
    pictureHost: "acme.{{host}}",
    pictureNav: "Projects",
    pictureStatus: { planned: "Planned", active: "Active", paused: "Paused", done: "Done" },
    pictureProjects: {
      one: "Launch pad 39B",
      two: "Recovery ship refit",
      three: "Guidance software 4.2",
      four: "Visitor centre",
    },
    pictureActivity: {
      one: "Ada updated Launch pad 39B",
      two: "Grace created Visitor centre",
      three: "Alan updated Recovery ship refit",
    },
    tenancyTitle: "Apart by construction, not by care",
    tenancyLead:
      "Isolation is not a condition in a query. The address decides the workspace, and the database refuses everything else.",
    address: {
      title: "An address of its own",
      text: "Every workspace lives at its own hostname, with its own session. Being signed in to one means nothing at another.",
    },
    place: {
      title: "A place of its own",
      text: "A schema with its own database role, or a database with its own login. A query that strays gets “permission denied”, never a neighbour’s row.",
    },
    keep: {
      title: "Hard to lose",
      text: "A workspace that was deleted can be brought back for 30 days, as it was: its address, its members and everything in it.",
    },
    diagram:
      "Three workspaces. Acme and Globex each have a schema in the shared cluster; Initech has a database of its own.",
    diagramCluster: "Shared cluster",
    diagramDedicated: "Own database",
    diagramSchema: "schema and role",
    diagramDatabase: "login and connections",
    foundationTitle: "Dependable down to the form",
    foundation: {
      noScript: {
        title: "Works without JavaScript",
        text: "Every page is a form and a link first. Scripts only make it smoother.",
      },
      roles: {
        title: "Roles that hold",
        text: "Owner, admin, member, viewer: checked by what is shown, by what is done and by what is asked of the database.",
      },
      languages: {
        title: "In your language and light",
        text: "English and Spanish, light and dark, from 360 pixels up, with the keyboard alone.",
      },
    },
    plansTitle: "Two plans, one product",
    plansLead: "The same pages and the same rules. What differs is where your data lives.",
    standard: {
      name: "Standard",
      text: "For most companies.",
      items: {
        one: "A schema and a role of its own",
        two: "In our shared cluster",
        three: "Your own address",
      },
    },
    enterprise: {
      name: "Enterprise",
      text: "For those who must not share.",
      items: {
        one: "A database of its own",
        two: "Its own login and connections",
        three: "Your own address",
      },
    },
    choose: "Create a workspace: {{plan}}",
  },
} as const;
