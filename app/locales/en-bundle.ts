/** What a mail about notifications says; no browser is sent it. */
export const enBundle = {
  subject_one: "{{count}} notification in {{workspace}}",
  subject_other: "{{count}} notifications in {{workspace}}",
  subjectOfOne_one: "{{name}}: {{count}} notification in {{workspace}}",
  subjectOfOne_other: "{{name}}: {{count}} notifications in {{workspace}}",
  text: "This is new in {{workspace}}, and you have not read it yet.",
  line: "{{actor}} {{what}} {{name}}",
  somebody: "Somebody",
  thing: "something of yours",
  more_one: "And {{count}} more.",
  more_other: "And {{count}} more.",
  link: "Open notifications",
  why: "This mail tells members of {{workspace}} what others did that is about them.",
  stopThing: "No more mail about this",
  stopKind: "No more mail of this kind: somebody {{what}} …",
  stopAll: "No more mail about notifications",
  settings: "Choose when and what",
};
