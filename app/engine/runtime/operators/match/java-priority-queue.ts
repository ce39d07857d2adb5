/**
 * Binary heaps that keep their items in the very places where Java's PriorityQueue has them: which of two
 * matches with the same start comes out first depends on those.
 */
export interface Started {
  readonly start: number
}

export function addTo<T extends Started>(items: T[], item: T): void {
  const { start } = item
  let place = items.length
  items.push(item)
  while (place > 0) {
    const parent = (place - 1) >>> 1
    const above = items[parent] as T
    if (start >= above.start) break
    items[place] = above
    place = parent
  }
  items[place] = item
}

export function pollFrom<T extends Started>(items: T[]): T | undefined {
  const first = items[0]
  const last = items.pop() as T
  if (items.length > 0) sink(items, 0, last)
  return first
}

/** What PriorityQueue.removeAll does with those that start before: close the gaps, then order anew. */
export function removeBefore<T extends Started>(items: T[], start: number): void {
  let kept = 0
  for (const item of items) if (item.start >= start) items[kept++] = item
  if (kept === items.length) return
  while (items.length > kept) items.pop()
  for (let place = (kept >>> 1) - 1; place >= 0; place--) sink(items, place, items[place] as T)
}

function sink<T extends Started>(items: T[], from: number, item: T): void {
  const size = items.length
  const { start } = item
  const half = size >>> 1
  let place = from
  while (place < half) {
    let child = 2 * place + 1
    const right = child + 1
    if (right < size && (items[child] as T).start > (items[right] as T).start) child = right
    const below = items[child] as T
    if (start <= below.start) break
    items[place] = below
    place = child
  }
  items[place] = item
}
