import { AtSign } from "lucide-react";

export const mailDomainsNav = {
  to: "/settings/mail-domains",
  text: "mailDomains.title",
  icon: AtSign,
} as const;

export const mailDomainPath = (id: string): string => `${mailDomainsNav.to}/${id}`;
