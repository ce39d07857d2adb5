/** The Chinese of messages that are worded where they arise, by their English with its blanks. */
export const WORDINGS_ZH: Readonly<Record<string, string>> = {
  "Column '{0}' not found in any table": "任何表中都没有列 '{0}'",
}
