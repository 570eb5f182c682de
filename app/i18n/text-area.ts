/** Pure: in which pages a text is shown. */
const TEXT_AREAS = ["apex", "tenant", "platform"] as const;
export type TextArea = (typeof TEXT_AREAS)[number];

export const toTextArea = (name: unknown): TextArea => TEXT_AREAS.find((area) => area === name) ?? "apex";
