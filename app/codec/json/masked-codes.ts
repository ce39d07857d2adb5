/** Stands for every character that is not ASCII, whose codes are smaller. */
const OTHER = 0xff

/**
 * A number for each of the `length` characters of a text (as JavaScript counts them) that is given in UTF-8: the code
 * of those that are ASCII. A text of ASCII is its own.
 */
export function maskedCodes(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length === length) return bytes
  const codes = new Uint8Array(length)
  let at = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte < 0x80) codes[at++] = byte
    else if (byte >= FIRST_BYTE) {
      codes[at++] = OTHER
      // Beyond the basic plane a character is a pair.
      if (byte >= FIRST_OF_FOUR) codes[at++] = OTHER
    }
  }
  return codes
}

const FIRST_BYTE = 0xc0
const FIRST_OF_FOUR = 0xf0
