import type { FlowGraph } from '../flow/graph.ts'
import type { NodeConfig, NodeRecord } from '../flow/records.ts'
import { isReserved } from '../sql/keyword.ts'
import { tokenize } from '../sql/lexer.ts'
import type { Token } from '../sql/token.ts'
import { quoteIdentifier } from './quote.ts'

/**
 * The configs of nodes that name the renamed one in their SQL, with the new name in its place: as a
 * table (`FROM orders`) and before columns (`orders.id`). Comments, strings and equally named columns
 * stay as they are.
 */
export function renameReferences(
  graph: FlowGraph,
  node: NodeRecord,
  name: string,
): ReadonlyMap<NodeRecord, NodeConfig> {
  const changed = new Map<NodeRecord, NodeConfig>()
  for (const reader of graph.outputs.get(node.id) ?? []) {
    const { config } = reader
    if (config.kind === 'sql') {
      const sql = renameInSql(config.sql, node.name, name)
      if (sql !== config.sql) changed.set(reader, { ...config, sql })
    }
    if (config.kind === 'filter') {
      const condition = renameInSql(config.condition, node.name, name)
      if (condition !== config.condition) changed.set(reader, { ...config, condition })
    }
  }
  return changed
}

/** Words before a table's name. */
const BEFORE_TABLE = new Set(['FROM', 'JOIN', 'TABLE'])

export function renameInSql(sql: string, from: string, to: string): string {
  const tokens = tokenize(sql).filter((token) => token.kind !== 'comment')
  let text = ''
  let copied = 0
  tokens.forEach((token, index) => {
    if (!isName(token) || token.value !== from || !standsForTable(tokens, index)) return
    text += sql.slice(copied, token.start) + (needsQuotes(to) ? quoteIdentifier(to) : to)
    copied = token.end
  })
  return text + sql.slice(copied)
}

const isName = (token: Token): boolean => token.kind === 'word' || token.kind === 'quoted-identifier'

const needsQuotes = (name: string): boolean => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || isReserved(name.toUpperCase())

function standsForTable(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.key ?? ''
  if (before === '.') return false
  if (BEFORE_TABLE.has(before)) return true
  return tokens[index + 1]?.key === '.' || (before === ',' && inFromList(tokens, index))
}

/** Behind a comma: whether the list began with FROM, not with SELECT, GROUP BY or a bracket. */
function inFromList(tokens: readonly Token[], index: number): boolean {
  let depth = 0
  for (let at = index - 1; at >= 0; at--) {
    const key = tokens[at]?.key ?? ''
    if (key === ')') depth++
    if (key === '(' && --depth < 0) return false
    if (depth > 0) continue
    if (key === 'FROM' || key === 'JOIN') return true
    if (key === 'SELECT' || key === 'BY' || key === 'WHERE' || key === 'HAVING' || key === 'ON' || key === 'USING')
      return false
  }
  return false
}
