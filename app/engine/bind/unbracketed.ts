import type { Query, QueryBody } from '../../sql/ast.ts'

export const isOrdered = ({ orderBy, limit, offset }: Query): boolean =>
  orderBy.length > 0 || limit !== undefined || offset !== undefined

/** Brackets say nothing: `((SELECT ..))` is the SELECT, and `(WITH .. SELECT ..) ORDER BY ..` orders that of the WITH. */
export function unbracketed(query: Query): Query {
  if (query.with.length > 0 || query.body.kind !== 'query') return query
  const inner = unbracketed(query.body)
  if (!isOrdered(query)) return inner
  if (isOrdered(inner) || inner.body.kind !== 'select') return query
  return { ...query, ...(inner.recursive && { recursive: inner.recursive }), with: inner.with, body: inner.body }
}

/** Whether a side of a set operation is `(WITH .. SELECT ..)`. */
export function hasSideWithTables(body: QueryBody): boolean {
  if (body.kind !== 'set-operation') return false
  return [body.left, body.right].some((side) => {
    const inner = side.kind === 'query' ? unbracketed(side) : undefined
    if (inner === undefined) return hasSideWithTables(side)
    return inner.with.length > 0 || (!isOrdered(inner) && hasSideWithTables(inner.body))
  })
}
