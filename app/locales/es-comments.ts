import type { enComments } from "./en-comments.ts";
import type { Translated } from "./translated.ts";

export const esComments: Translated<typeof enComments> = {
  title: "Comentarios",
  count_one: "{{count}} comentario",
  count_other: "{{count}} comentarios",
  newestFirst: "Más nuevos primero",
  oldestFirst: "Más antiguos primero",
  order: "Orden de los comentarios",
  by: "Comentario de {{name}}",
  isEdited: "editado",
  told: "Avisados:",
  empty: "Nadie ha dicho nada todavía.",
  closed: "Este proyecto está archivado: se puede leer y no admite comentarios.",
  text: "Tu comentario",
  editText: "Comentario",
  mentionHint:
    'Para avisar a alguien, escribe @nombre.apellido, @"Nombre Apellido" o @ y la dirección de correo.',
  tell: "Avisar también a",
  tellNobody: "Nadie más",
  tellHint: "Quien tiene el proyecto o lo sigue se entera de todos modos.",
  send: "Comentar",
  sending: "Enviando…",
  edit: "Editar",
  editOf: "Editar el comentario de {{at}}",
  editTitle: "Editar comentario",
  save: "Guardar comentario",
  saving: "Guardando comentario…",
  delete: "Eliminar",
  deleteOf: "Eliminar el comentario de {{name}}",
  deleting: "Eliminando…",
  added: "Tu comentario está publicado.",
  addedUnknown:
    "Tu comentario está publicado. {{name}}: nadie, o más de una persona, de quienes ven este proyecto se llama así.",
  edited: "Tu comentario ha cambiado.",
  editedUnknown:
    "Tu comentario ha cambiado. {{name}}: nadie, o más de una persona, de quienes ven este proyecto se llama así.",
  deleted: "El comentario se ha eliminado.",
  restored: "El comentario vuelve a estar.",
  nothing: "No ha cambiado nada: el comentario ya no está, o no puedes cambiarlo.",
  unknown:
    "No se avisa por {{names}}: nadie, o más de una persona, de quienes ven este proyecto se llama así.",
  newer: {
    lead: "{{name}} cambió este comentario mientras lo editabas,",
  },
  errors: {
    text: "Escribe algo.",
    archived: "Mientras tanto se archivó el proyecto. No admite comentarios hasta que salga del archivo.",
  },
  following: {
    title: "De qué te enteras",
    yours: "Es tuyo: te enteras de lo que hacen otras personas aquí.",
    following: "Lo sigues: te enteras de lo que hacen otras personas aquí.",
    muted: "Lo has silenciado: solo te llega quien te menciona.",
    none: "No te enteras de lo que hacen otras personas aquí, salvo que alguien te mencione.",
    follow: "Seguir este proyecto",
    mute: "Silenciar este proyecto",
    changing: "Cambiando…",
  },
  followed: "Sigues «{{name}}».",
  muted: "Has silenciado «{{name}}».",
};
