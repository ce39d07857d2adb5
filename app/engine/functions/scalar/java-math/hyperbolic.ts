// Of these, Java has no machine code: only where JavaScript's engines differ from its library is something done.

/** Java's e is an unit in the last place above that of JavaScript here. */
export const cosh = (x: number): number => (Math.abs(x) === 1 ? 1.543080634815244 : Math.cosh(x))

/** Java computes it also of numbers so small that JavaScript's engines give them back as they are. */
export function tanh(x: number): number {
  const magnitude = Math.abs(x)
  if (!(magnitude < 2 ** -28)) return Math.tanh(x)
  if (magnitude < 2 ** -55) return x * (1 + x)
  const grown = Math.expm1(-2 * magnitude)
  return (Math.sign(x) * -grown) / (grown + 2)
}
