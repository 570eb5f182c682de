import type { enPlatformCategories } from "./en-platform-categories.ts";
import type { Translated } from "./translated.ts";

export const esPlatformCategories: Translated<typeof enPlatformCategories> = {
  title: "Categorías",
  lead: "Lo que se ofrece a cada inquilino para sus proyectos. Cada uno puede cambiarles el nombre u ocultarlas.",
  addTitle: "Añadir una categoría",
  nameIn: "Nombre en {{language}}",
  state: "Estado",
  offered: "Ofrecida",
  retired: "Retirada",
  offeredLead: "Se ofrece a todos los inquilinos.",
  retiredLead: "Ya no se ofrece a ningún inquilino. Los proyectos que la tienen la conservan.",
  add: "Añadir categoría",
  adding: "Añadiendo categoría…",
  rename: "Guardar nombres",
  renaming: "Guardando…",
  retire: "Retirar",
  offer: "Volver a ofrecer",
  retireTitle: "¿Retirar «{{name}}»?",
  retireWhat: {
    one: "Deja de ofrecerse a todos los inquilinos, en cada proceso, al momento.",
    two: "Los proyectos que la tienen la conservan, y quien le puso un nombre propio la sigue ofreciendo.",
  },
  offerTitle: "¿Volver a ofrecer «{{name}}»?",
  offerWhat: {
    one: "Se ofrece de nuevo a todos los inquilinos, al momento.",
    two: "Quien la había ocultado la sigue ocultando.",
  },
  added: "{{name}} se ofrece a todos los inquilinos.",
  renamed: "La categoría se llama ahora {{name}}.",
  isRetired: "{{name}} está retirada.",
  isOffered: "{{name}} se ofrece de nuevo.",
  errors: {
    taken: "Otra categoría ofrecida tiene este nombre.",
    tooMany: "Se ofrecen como máximo {{max}} categorías a la vez.",
  },
};
