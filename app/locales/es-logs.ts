import type {
  enActivityKinds,
  enActivityPage,
  enAuditLog,
  enAuditWords,
  enExports,
  enFileColumns,
} from "./en-logs.ts";
import type { Translated } from "./translated.ts";

export const esActivityPage: Translated<typeof enActivityPage> = {
  lead: "Quién hizo qué en {{workspace}}, de todo lo que puedes ver.",
  empty: "Aquí se ve lo que hacéis tú y las demás personas, con quién lo hizo y cuándo.",
  actor: "Quién",
  actorHint: "Nombre",
  project: "Proyecto",
  projectHint: "Nombre",
  action: "Qué",
  from: "Desde",
  to: "Hasta",
  all: "Toda la actividad",
};

export const esActivityKinds: Translated<typeof enActivityKinds> = {
  // example
  project: {
    created: "Proyecto creado",
    updated: "Proyecto actualizado",
    archived: "Proyecto archivado",
    unarchived: "Proyecto sacado del archivo",
    transferred: "Proyecto con nuevo propietario",
    deleted: "Proyecto eliminado",
    restored: "Proyecto restaurado",
    commented: "Comentario escrito",
    commentEdited: "Comentario cambiado",
    commentDeleted: "Comentario eliminado",
    commentRestored: "Comentario restaurado",
  },
  category: {
    created: "Categoría creada",
    renamed: "Categoría con otro nombre",
    hidden: "Categoría ocultada",
    shown: "Categoría mostrada de nuevo",
    deleted: "Categoría eliminada",
    restored: "Categoría restaurada",
  },
  activity: { exported: "Actividad exportada" },
};

export const esExports: Translated<typeof enExports> = {
  csv: "Exportar como CSV",
  json: "Exportar como JSON",
};

export const esAuditLog: Translated<typeof enAuditLog> = {
  title: "Registro de auditoría",
  lead: "Quién entró en {{workspace}} y qué se cambió: los miembros, y Tenantry.",
  emptyTitle: "Todavía no hay nada anotado",
  empty: "Aquí se ven inicios de sesión, miembros, roles, exportaciones y ajustes.",
  who: "Quién",
  whoHint: "Nombre o correo",
  what: "Qué",
  at: "Cuándo",
  ip: "Dirección IP",
  staff: "Personal de Tenantry",
  system: "Tenantry",
  somebody: "alguien",
  reason: "Motivo: {{reason}}",
  groups: {
    signIns: "Inicios de sesión",
    members: "Miembros",
    roles: "Roles",
    exports: "Exportaciones",
    settings: "Ajustes",
    staff: "Del personal de Tenantry",
  },
};

export const esFileColumns: Translated<typeof enFileColumns> = {
  activity: {
    at: "Momento",
    actor: "Quién",
    action: "Qué",
    about: "Sobre qué",
    aboutId: "Su id",
  },
  auditLog: {
    at: "Momento",
    who: "Quién",
    what: "Qué",
    reason: "Motivo",
    action: "Acción",
    ip: "Dirección IP",
    detail: "Detalle",
  },
};

export const esAuditWords: Translated<typeof enAuditWords> = {
  session: {
    start: "Inició sesión",
    end: "Cerró sesión",
    endOfOther: "Cerró la sesión de {{person}}",
  },
  member: {
    join: "{{person}} entró como {{role}}",
    end: "{{person}} ya no es miembro",
    signOut: "Cerró la sesión de {{person}} en todos los dispositivos",
    leave: "Dejó el espacio",
    remove: "Quitó a {{person}}",
    undo: "Deshizo un cambio de {{person}}",
    merge: "Unió dos cuentas de {{person}}",
    deactivate: "Desactivó a {{person}}",
    reactivate: "Dejó entrar de nuevo a {{person}}",
    role: "Dio a {{person}} el rol {{role}}; antes: {{formerRole}}",
  },
  join: {
    ask: "Pidió entrar",
    accept: "Dejó entrar a {{person}} como {{role}}",
    decline: "Rechazó la solicitud de {{person}}",
    undo: "Deshizo la entrada de {{person}}",
    domain: "Se unió con una dirección de {{domain}}",
  },
  invitation: {
    create: "Invitó a alguien como {{role}}",
    resend: "Repitió una invitación",
    revoke: "Revocó una invitación",
  },
  archive: {
    create: "Sacó un archivo completo del espacio",
    clone: "Sacó una copia del espacio",
    prune: "Eliminó archivos completos del espacio",
    restore: "Creó el espacio a partir de un archivo completo",
  },
  export: {
    activity: "Exportó la actividad",
    auditLog: "Exportó el registro de auditoría",
    data: "Pidió una exportación de todos los datos",
    download: "Descargó una exportación de todos los datos",
  },
  project: { export: "Exportó proyectos" },
  settings: { change: "Cambió los ajustes del espacio" },
  logo: { change: "Cambió el logotipo", remove: "Quitó el logotipo" },
  category: {
    create: "Creó una categoría",
    rename: "Cambió el nombre de una categoría",
    hide: "Ocultó una categoría",
    show: "Volvió a mostrar una categoría oculta",
    order: "Cambió el orden de las categorías",
    delete: "Eliminó una categoría",
    restore: "Restauró una categoría",
  },
  security: { change: "Cambió la seguridad: {{what}}" },
  "mail-domain": {
    add: "Añadió el dominio de correo {{domain}}",
    prove: "Demostró el dominio de correo {{domain}}",
    change: "Cambió quién entra por {{domain}}",
    lapse: "{{domain}} ya no está demostrado",
    remove: "Quitó el dominio de correo {{domain}}",
  },
  tenant: {
    provision: "Creó el espacio",
    rename: "Cambió el nombre del espacio",
    address: "Cambió la dirección de {{from}} a {{to}}",
    plan: "Cambió el plan de {{formerPlan}} a {{plan}}",
    move: "Llevó los datos del espacio a otro lugar",
    replace: "Restauró los datos del espacio de un momento anterior",
    "replace-undone": "Deshizo la restauración de los datos del espacio",
    owner: "Nombró propietario a {{person}}",
    readOnly: "Puso el espacio en solo lectura",
    suspend: "Suspendió el espacio",
    resume: "Reactivó el espacio",
    delete: "Eliminó el espacio",
    restore: "Restauró el espacio",
  },
};
