// java.util.Random: the linear congruential generator that Java documents.

export interface JavaRandom {
  nextDouble(): number
  /** From 0 up to the bound. */
  nextInt(bound: number): number
}

const MULTIPLIER = 0x5deece66dn
const MASK = (1n << 48n) - 1n

export function createJavaRandom(seed: number): JavaRandom {
  let state = (BigInt(seed) ^ MULTIPLIER) & MASK
  const next = (bits: number): number => {
    state = (state * MULTIPLIER + 0xbn) & MASK
    return Number(BigInt.asIntN(bits, state >> BigInt(48 - bits)))
  }
  return {
    nextDouble() {
      const high = next(26) & 0x3ffffff
      const low = next(27) & 0x7ffffff
      return (high * 2 ** 27 + low) * 2 ** -53
    },
    nextInt(bound) {
      let bits = next(31) & 0x7fffffff
      // a power of two takes the high bits
      if ((bound & -bound) === bound) return Math.floor((bound * bits) / 2 ** 31)
      while (bits - (bits % bound) + bound - 1 > 0x7fffffff) bits = next(31) & 0x7fffffff
      return bits % bound
    },
  }
}
