const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  ...named(0.000001, 'ns', 'nano', 'nanosecond'),
  ...named(0.001, 'µs', 'micro', 'microsecond'),
  ...named(1, 'ms', 'milli', 'millisecond'),
  ...named(1000, 's', 'sec', 'second'),
  ...named(60_000, 'm', 'min', 'minute'),
  ...named(3_600_000, 'h', 'hour'),
  ...named(86_400_000, 'd', 'day'),
}

function named(milliseconds: number, short: string, ...names: readonly string[]): Record<string, number> {
  return Object.fromEntries([short, ...names.flatMap((name) => [name, `${name}s`])].map((name) => [name, milliseconds]))
}

/** Whole milliseconds of an option like `10 s`, `1 hour`, `500`; undefined for what is no duration. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit = ''] = /^\s*(\d+)\s*([a-zµ]*)\s*$/i.exec(text) ?? []
  const size = UNITS[unit.toLowerCase()]
  return count === undefined || size === undefined ? undefined : Math.floor(Number(count) * size)
}
