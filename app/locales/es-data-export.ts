import type { enDataExport } from "./en-data-export.ts";
import type { Translated } from "./translated.ts";

export const esDataExport: Translated<typeof enDataExport> = {
  title: "Exportación",
  lead: "Llévate todos los datos de {{workspace}}, en un archivo.",
  format: "Formato",
  formatHint: "JSON para programas. CSV para hojas de cálculo: un archivo por tabla, empaquetados juntos.",
  formats: { json: "JSON", csv: "CSV, empaquetado (.tar.gz)" },
  withTrash: "Con lo que está en la papelera",
  withTrashHint: "Lo que se eliminó en los últimos días y todavía se puede restaurar.",
  whatIsIn:
    "Contiene lo que tiene el espacio: proyectos, comentarios, categorías, actividad y su gente. No contiene lo que cada miembro guarda para sí, las exportaciones anteriores ni los secretos.",
  ask: "Iniciar exportación",
  asking: "Iniciando exportación…",
  asked: "La exportación está iniciada.",
  files: "Archivos",
  filesHint:
    "Cada uno se puede descargar durante {{days}} días; se guardan {{most}} como mucho, y el más antiguo deja sitio.",
  none: "No se ha pedido ninguna exportación en los últimos días.",
  askedFor: "Se pidió",
  alsoTrash: "con la papelera",
  download: "Descargar",
  ready: "{{rows}} filas, {{size}}. Se puede descargar hasta el {{until}} (UTC).",
  waiting: "Empieza en un momento.",
  rows: "{{written}} de {{total}} filas escritas.",
  progress: "Progreso de la exportación",
  failed: "No se pudo hacer. Inicia otra.",
  tooLarge: "Hay más de lo que cabe en un archivo. Escríbenos.",
  fileName: "exportación",
  errors: {
    format: "Elige uno de los formatos.",
    underWay: "Ya se está haciendo una exportación. Espera a que termine y luego inicia otra.",
  },
};
