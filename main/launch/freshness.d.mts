export function isStale(sources: readonly string[], product: string): boolean
