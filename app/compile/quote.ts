// The author's texts enter a script through these two alone, or as SQL that has been parsed before.

/** A name in backquotes: any text is one identifier. */
export const quoteIdentifier = (name: string): string => `\`${name.replaceAll('`', '``')}\``

/** A character literal: any text is one string. */
export const quoteString = (text: string): string => `'${text.replaceAll("'", "''")}'`
