import type { enActions } from "./en-actions.ts";
import type { Translated } from "./translated.ts";

export const esActions: Translated<typeof enActions> = {
  found: "En este espacio",
  close: "Cerrar",
  groups: { go: "Ir a", do: "Hacer", set: "Aspecto e idioma" },
  theme: { system: "Tema: como en el sistema", light: "Tema: claro", dark: "Tema: oscuro" },
  language: { en: "Idioma: English", es: "Idioma: español" },
  search: {
    title: "Buscar",
    lead: "Todo por su nombre: lo que hay en {{workspace}}, lo que puedes hacer allí y adónde puedes ir.",
    field: "Buscar por nombre",
    placeholder: "Escribe un nombre…",
    nothing: "Nada tiene aquí un nombre así.",
    count_one: "{{count}} resultado",
    count_other: "{{count}} resultados",
  },
  shortcuts: {
    title: "Atajos de teclado",
    lead: "Teclas que hacen lo mismo que botones y enlaces. Esperan mientras escribes.",
    everywhere: "En todas partes",
    inLists: "En las listas y en la página de una sola cosa",
    andThen: "y luego",
    palette: "Buscar por nombre",
    search: "Ir al campo de búsqueda",
    sheet: "Mostrar esta lista",
    next: "Fila siguiente",
    previous: "Fila anterior",
    open: "Abrir la fila",
    tick: "Marcar la fila",
    edit: "Editar",
    areOn:
      "Los atajos de una sola tecla están activados. Si alguna tecla hace algo que no querías, desactívalos.",
    areOff: "Los atajos de una sola tecla están desactivados. Control o Comando con K sigue funcionando.",
    turnOn: "Activarlos",
    turnOff: "Desactivarlos",
    toTurnOff: "Desactivarlos o verlos en una página",
  },
};
