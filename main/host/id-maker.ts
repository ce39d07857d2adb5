const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'
const LENGTH = 16
/** Bytes at or above it would make some letters likelier than others. */
const FAIR = 256 - (256 % ALPHABET.length)

/** Ids of the same form as a window makes them, from the system's randomness. */
export function createIdMaker(randomBytes: (size: number) => Uint8Array): (prefix: string) => string {
  return (prefix) => {
    let id = ''
    while (id.length < LENGTH) {
      for (const byte of randomBytes(LENGTH)) {
        if (byte < FAIR && id.length < LENGTH) id += ALPHABET[byte % ALPHABET.length]
      }
    }
    return `${prefix}_${id}`
  }
}
