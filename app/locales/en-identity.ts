/** Signing up, in and out, and entering a workspace. */
export const enIdentity = {
  continueTo: "To continue to {{host}}.",
  signIn: {
    title: "Sign in",
    lead: "Give your e-mail address, or choose one of the demo people.",
    submit: "Sign in",
    pending: "Signing in…",
    byEmail: "Sign in with your e-mail address",
    noAccount: "New here?",
    toSignUp: "Create an account",
    unknownEmail: "Nobody has signed up with this address.",
    peopleTitle: "Demo people",
    noWorkspace: "No workspace yet",
    staff: "Staff of the platform",
    morePeople: "These are the first. Everybody else signs in with their e-mail address.",
  },
  signUp: {
    title: "Create your account",
    lead: "Then you set up your first workspace.",
    submit: "Create account",
    pending: "Creating your account…",
    haveAccount: "You have an account?",
    toSignIn: "Sign in",
  },
  confirm: {
    title: "Is this you?",
    lead: "This browser is signed in, and has not worked with this account before. We ask once after each sign-in, so that nobody slips their account under yours.",
    submit: "Continue as {{name}}",
    pending: "Going on…",
    notMe: "No: sign out",
  },
  signedOut: {
    title: "You are signed out",
    lead: "Here, and in every workspace that you entered from this browser.",
    again: "Sign in again",
  },
  fields: { firstName: "First name", lastName: "Last name", email: "E-mail address" },
  errors: {
    email: "Enter an e-mail address, such as ada@example.com.",
    emailTaken: "Somebody has signed up with this address. Is it you? Then sign in.",
  },
  standIn: {
    title: "This is the local stand-in for Clerk.",
    body: "It signs anybody in without a password and never runs in production. With Clerk's keys set, Clerk's own page is here.",
  },
  refused: {
    title: "This link into the workspace is not good any more",
    why: "It works once, for half a minute, in the browser that asked for it. Nothing is wrong with your account.",
    again: "Enter again",
  },
};
