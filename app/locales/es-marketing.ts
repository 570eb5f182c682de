import type { enMarketing } from "./en-marketing.ts";
import type { Translated } from "./translated.ts";

export const esMarketing = {
  landing: {
    title: "Un lugar propio para cada cliente",
    headline: "Un lugar propio para cada cliente",
    lead: "Tenantry da a cada empresa un espacio de trabajo con su propia dirección, sus propios miembros y su propia parte de la base de datos, o una base de datos entera. Los datos de una empresa nunca están a un filtro olvidado de los de otra.",
    create: "Crear un espacio",
    openWorkspaces: "Abrir tus espacios",
    how: "Cómo funciona",
    picture: "El panel de un espacio: proyectos por estado, proyectos recientes y actividad reciente.",
    pictureWorkspace: "Acme Rockets",
    pictureHost: "acme.{{host}}",
    pictureNav: "Proyectos",
    pictureStatus: { planned: "Planeado", active: "Activo", paused: "En pausa", done: "Terminado" },
    pictureProjects: {
      one: "Plataforma 39B",
      two: "Buque de rescate",
      three: "Software de guiado 4.2",
      four: "Centro de visitas",
    },
    pictureActivity: {
      one: "Ada actualizó Plataforma 39B",
      two: "Grace creó Centro de visitas",
      three: "Alan actualizó Buque de rescate",
    },
    tenancyTitle: "Separados por diseño, no por cuidado",
    tenancyLead:
      "El aislamiento no es una condición en una consulta. La dirección decide el espacio, y la base de datos rechaza todo lo demás.",
    address: {
      title: "Una dirección propia",
      text: "Cada espacio vive en su propio nombre de host, con su propia sesión. Haber entrado en uno no significa nada en otro.",
    },
    place: {
      title: "Un lugar propio",
      text: "Un esquema con su propio rol, o una base de datos con su propio acceso. Una consulta que se desvía recibe «permiso denegado», nunca una fila del vecino.",
    },
    keep: {
      title: "Difícil de perder",
      text: "Un espacio eliminado puede volver durante 30 días, tal como estaba: su dirección, sus miembros y todo lo que contiene.",
    },
    diagram:
      "Tres espacios. Acme y Globex tienen cada uno un esquema en el clúster compartido; Initech tiene una base de datos propia.",
    diagramCluster: "Clúster compartido",
    diagramDedicated: "Base de datos propia",
    diagramSchema: "esquema y rol",
    diagramDatabase: "acceso y conexiones",
    foundationTitle: "Fiable hasta en el formulario",
    foundation: {
      noScript: {
        title: "Funciona sin JavaScript",
        text: "Cada página es primero un formulario y un enlace. Los scripts solo la hacen más fluida.",
      },
      roles: {
        title: "Roles que se cumplen",
        text: "Propietario, administrador, miembro, lector: se comprueban en lo que se muestra, en lo que se hace y en lo que se pide a la base de datos.",
      },
      languages: {
        title: "En tu idioma y con tu luz",
        text: "Inglés y español, claro y oscuro, desde 360 píxeles, y solo con el teclado si quieres.",
      },
    },
    plansTitle: "Dos planes, un producto",
    plansLead: "Las mismas páginas y las mismas reglas. Lo que cambia es dónde viven tus datos.",
    standard: {
      name: "Estándar",
      text: "Para la mayoría de las empresas.",
      items: {
        one: "Un esquema y un rol propios",
        two: "En nuestro clúster compartido",
        three: "Tu propia dirección",
      },
    },
    enterprise: {
      name: "Enterprise",
      text: "Para quien no debe compartir.",
      items: {
        one: "Una base de datos propia",
        two: "Acceso y conexiones propios",
        three: "Tu propia dirección",
      },
    },
    choose: "Crear un espacio: {{plan}}",
  },
} satisfies Translated<typeof enMarketing>;
