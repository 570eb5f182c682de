import type { enDataExport } from "./en-data-export.ts";
import type { Translated } from "./translated.ts";

export const esDataExport: Translated<typeof enDataExport> = {
  title: "Exportación",
  lead: "Llévate todos los datos de {{workspace}}, en un archivo.",
  format: "Formato",
  formatHint: "JSON para programas, CSV para hojas de cálculo: un archivo por tabla.",
  formats: { json: "JSON", csv: "CSV, empaquetado (.tar.gz)" },
  withTrash: "Con lo que está en la papelera",
  withTrashHint: "Lo que se eliminó y aún se puede restaurar.",
  whatIsIn: "Sin lo que cada miembro guarda para sí, las exportaciones anteriores ni los secretos.",
  ask: "Iniciar exportación",
  asking: "Iniciando exportación…",
  asked: "La exportación está iniciada.",
  files: "Archivos",
  filesHint: "Cada uno se guarda durante {{days}} días, y {{most}} como mucho.",
  none: "No hay ninguno.",
  askedFor: "Se pidió",
  alsoTrash: "con la papelera",
  download: "Descargar",
  ready: "{{rows}} filas, {{size}}, hasta el {{until}} (UTC).",
  waiting: "Empieza en un momento.",
  rows: "{{written}} de {{total}} filas escritas.",
  progress: "Progreso de la exportación",
  failed: "No se pudo hacer. Inicia otra.",
  tooLarge: "Hay más de lo que cabe en un archivo. Escríbenos.",
  fileName: "exportación",
  errors: {
    format: "Elige uno de los formatos.",
    underWay: "Ya se está haciendo una exportación. Espera a que termine.",
  },
};
