/** How tightly each operator binds, in Flink's own order; what binds equally groups from the left. */
export const POWER = {
  OR: 22,
  AND: 24,
  NOT: 26,
  IS: 28,
  '=': 30,
  '<>': 30,
  '!=': 30,
  '<': 30,
  '<=': 30,
  '>': 30,
  '>=': 30,
  OVERLAPS: 30,
  /** BETWEEN, IN, LIKE, SIMILAR TO and RLIKE. */
  range: 32,
  '+': 40,
  '-': 40,
  '*': 60,
  '/': 60,
  '%': 60,
  '||': 60,
  sign: 80,
  /** Whatever needs no brackets anywhere. */
  primary: 100,
} as const
