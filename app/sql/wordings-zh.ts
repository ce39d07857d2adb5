/** The Chinese of messages that are worded where they arise, by their English with its blanks. */
export const WORDINGS_ZH: Readonly<Record<string, string>> = {}
