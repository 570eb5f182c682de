import { expect, test } from "vitest";
import { en } from "./en.ts";
import { es } from "./es.ts";

type Texts = { [key: string]: string | Texts };

const flatten = (texts: Texts, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : flatten(value, `${path}${key}.`),
  );
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

const english = new Map(flatten(en));
const spanish = new Map(flatten(es));

test("every text exists in both languages", () => {
  expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
});

test("a translation names the same things as the original", () => {
  for (const [key, text] of english) {
    expect(placeholders(spanish.get(key) ?? ""), key).toEqual(placeholders(text));
  }
});

/**
 * How a formal text betrays itself: the word, what one says to somebody formally, and “su” beside what is the
 * reader's own. “Su” of a thing that was named before is no address.
 */
const FORMAL = [
  /(?<!\p{L})usted(es)?(?!\p{L})/iu,
  /(?<!\p{L})(elija|escriba|cree|inicie|intente|inténtelo|vuelva|revise|pulse|haga|ponga|pida|espere|confirme)(?!\p{L})/iu,
  /(?<!\p{L})(compruebe|abra|use|corrija|elimine|configure|introduzca|seleccione|acepte|envíe|guarde|pruebe)(lo|la)?(?!\p{L})/iu,
  /¿(ya )?(tiene|puede|quiere|necesita)(?!\p{L})/iu,
  /(?<!\p{L})sus? (cuenta|correo|rol|nombre de usuario|contraseña|sesión|espacios?|empresa|colegas?)(?!\p{L})/iu,
];
/** What happens to a third party may sound like an order: “en cuanto alguien cree un espacio”. */
const SUBJUNCTIVE = /(alguien|proveedor de identidad|se|que lo) (cree|inicie|envíe|haga)/g;

test("Spanish says tú, everywhere", () => {
  for (const [key, text] of spanish) {
    const rest = text.replace(SUBJUNCTIVE, "");
    for (const formal of FORMAL) expect(rest, key).not.toMatch(formal);
  }
});

test("Spanish has one word for one thing", () => {
  // Marketing introduces the term once in full; inside, it is an “espacio”.
  for (const [key, text] of spanish)
    if (!/^landing/.test(key)) expect(text, key).not.toMatch(/espacios? de trabajo/);
  expect(spanish.get("platform.plan.enterprise")).toBe(spanish.get("onboarding.enterprise"));
  expect(spanish.get("nav.signIn")).toBe(spanish.get("identity.signIn.title"));
});

test("no text is empty or shouts", () => {
  for (const text of [...english.values(), ...spanish.values()]) expect(text).toMatch(/^[^!]+$/);
});

/** What the product does not do: its pages announce no mail, it archives nothing, deletes for no owner. */
const NOT_THERE = [
  /(?<!\p{L})(newsletter|trial)/iu,
  /we (will|shall) (write|send|e-?mail|let you know)|you (will|shall) (get|receive)|sent you|coming soon/i,
  /(te|le) (enviaremos|escribiremos|avisaremos)|recibirás|hemos enviado|próximamente/iu,
  /(delete|elimina) (one|uno)(?!\p{L})/iu,
];

test("no page promises what is not there", () => {
  for (const [key, text] of [...english, ...spanish])
    for (const promise of NOT_THERE) expect(text, key).not.toMatch(promise);
});
