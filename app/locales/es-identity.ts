import type { enIdentity } from "./en-identity.ts";

export const esIdentity: typeof enIdentity = {
  continueTo: "Para continuar a {{host}}.",
  signIn: {
    title: "Iniciar sesión",
    lead: "Escribe tu correo electrónico o elige una de las personas de demostración.",
    submit: "Iniciar sesión",
    pending: "Iniciando sesión…",
    byEmail: "Iniciar sesión con el correo electrónico",
    noAccount: "¿Es la primera vez?",
    toSignUp: "Crear una cuenta",
    unknownEmail: "Nadie se ha registrado con este correo.",
    peopleTitle: "Personas de demostración",
    noWorkspace: "Aún sin espacio",
    staff: "Personal de la plataforma",
    morePeople: "Estas son las primeras. Las demás entran con el correo electrónico.",
  },
  signUp: {
    title: "Crea tu cuenta",
    lead: "Después prepararás tu primer espacio.",
    submit: "Crear cuenta",
    pending: "Creando tu cuenta…",
    haveAccount: "¿Ya tienes una cuenta?",
    toSignIn: "Iniciar sesión",
  },
  confirm: {
    title: "¿Eres tú?",
    lead: "Este navegador tiene una sesión iniciada y aún no ha trabajado con esta cuenta. Lo preguntamos una vez tras cada inicio de sesión, para que nadie te cuele otra cuenta.",
    submit: "Continuar como {{name}}",
    pending: "Continuando…",
    notMe: "No: cerrar sesión",
  },
  signedOut: {
    title: "Has cerrado la sesión",
    lead: "Aquí y en todos los espacios en los que entraste desde este navegador.",
    again: "Iniciar sesión de nuevo",
  },
  fields: { firstName: "Nombre", lastName: "Apellidos", email: "Correo electrónico" },
  errors: {
    email: "Escribe un correo electrónico, por ejemplo ada@example.com.",
    emailTaken: "Alguien se ha registrado con este correo. ¿Eres tú? Entonces inicia sesión.",
  },
  standIn: {
    title: "Este es el sustituto local de Clerk.",
    body: "Deja entrar a cualquiera sin contraseña y nunca funciona en producción. Con las claves de Clerk, aquí está su propia página.",
  },
  refused: {
    title: "Este enlace al espacio ya no es válido",
    why: "Funciona una vez, durante medio minuto, en el navegador que lo pidió. Tu cuenta está bien.",
    again: "Entrar de nuevo",
  },
};
