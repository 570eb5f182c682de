type Person = { firstName: string | null; lastName: string | null; email: string };

/** How a person is called: by name where one is known, else by email. */
export const personName = ({ firstName, lastName, email }: Person): string =>
  [firstName, lastName].filter(Boolean).join(" ") || email;
