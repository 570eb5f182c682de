import { FolderKanban } from "lucide-react";

export const projectsNav = { to: "/projects", text: "projects.title", icon: FolderKanban } as const;
