// Java's UTF-8: a lone surrogate is written as '?', bad bytes are read as U+FFFD.

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

export const replaceLoneSurrogates = (text: string): string => text.replace(LONE_SURROGATE, '?')
export const utf8Bytes = (text: string): Uint8Array => encoder.encode(replaceLoneSurrogates(text))
export const utf8Text = (bytes: Uint8Array): string => decoder.decode(bytes)
