export const dataExportNav = { to: "/settings/export", text: "dataExport.title" } as const;

export const downloadPath = (exportId: string) => `${dataExportNav.to}/${exportId}/downloads`;
