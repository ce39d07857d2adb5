import type { Random } from './random.ts'

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** Makes record ids: a readable prefix and 16 random letters, e.g. `flow_4k2…`. */
export function createIds(random: Random): (prefix: string) => string {
  return (prefix) => {
    let id = `${prefix}_`
    for (let i = 0; i < 16; i++) id += ALPHABET[Math.floor(random() * ALPHABET.length)]
    return id
  }
}
