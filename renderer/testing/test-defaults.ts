import type { NodeRecord, PackRecord, TestRecord } from '../../app/flow/records.ts'

/** Which pack most likely feeds which source: by name first, then by the columns that the source reads. */
export function matchPacks(sources: readonly NodeRecord[], packs: readonly PackRecord[]): TestRecord['inputs'] {
  return sources.flatMap((source) => {
    const best = [...packs].map((pack) => ({ pack, score: scoreOf(source, pack) })).sort((a, b) => b.score - a.score)[0]
    return best === undefined || best.score < ENOUGH ? [] : [{ node: source.id, pack: best.pack.id }]
  })
}

/** Half of the columns, or the name. */
const ENOUGH = 0.5

function scoreOf(source: NodeRecord, pack: PackRecord): number {
  const columns = 'columns' in source.config ? source.config.columns : []
  const has = new Set(pack.columns.map((column) => column.name))
  const share = columns.length === 0 ? 0 : columns.filter((column) => has.has(column.name)).length / columns.length
  const named = pack.name.toLowerCase().includes(source.name.toLowerCase())
  return share + (named ? 1 : 0)
}

/** Columns that the source reads and the pack lacks: they would be NULL in every row. */
export function missingColumns(source: NodeRecord, pack: PackRecord): readonly string[] {
  const columns = 'columns' in source.config ? source.config.columns : []
  const has = new Set(pack.columns.map((column) => column.name))
  return columns.filter((column) => !has.has(column.name)).map((column) => column.name)
}
