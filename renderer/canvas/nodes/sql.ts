import type { SqlConfig } from '../../../app/flow/records.ts'
import type { PlainKey } from '../../i18n/translate.ts'
import type { IconName } from '../../ui/Icon.tsx'
import type { Family, NodeLook } from './node-look.ts'

interface Shape {
  readonly pattern: RegExp
  readonly icon: IconName
  readonly family: Family
  readonly title: PlainKey
}

// What a query mostly is, told by its words. The first that fits decides; it colours the node and nothing else.
const SHAPES: readonly Shape[] = [
  { pattern: /\bMATCH_RECOGNIZE\b/i, icon: 'pattern', family: 'pattern', title: 'shape.pattern' },
  { pattern: /\bFOR\s+SYSTEM_TIME\s+AS\s+OF\b/i, icon: 'join', family: 'join', title: 'shape.temporalJoin' },
  { pattern: /\bTUMBLE\s*\(/i, icon: 'window', family: 'window', title: 'shape.tumble' },
  { pattern: /\bHOP\s*\(/i, icon: 'window', family: 'window', title: 'shape.hop' },
  { pattern: /\bSESSION\s*\(/i, icon: 'window', family: 'window', title: 'shape.session' },
  { pattern: /\bCUMULATE\s*\(/i, icon: 'window', family: 'window', title: 'shape.cumulate' },
  { pattern: /\bROW_NUMBER\s*\(/i, icon: 'window', family: 'window', title: 'shape.topN' },
  {
    pattern: /\bJOIN\b[\s\S]*\bBETWEEN\b[\s\S]*\bINTERVAL\b/i,
    icon: 'join',
    family: 'join',
    title: 'shape.intervalJoin',
  },
  { pattern: /\bJOIN\b/i, icon: 'join', family: 'join', title: 'shape.join' },
  { pattern: /\bGROUP\s+BY\b/i, icon: 'window', family: 'window', title: 'shape.aggregate' },
]

const shapeOf = (config: SqlConfig): Shape | undefined => SHAPES.find(({ pattern }) => pattern.test(config.sql))

export const sqlLook: NodeLook<SqlConfig> = {
  title: 'kind.sql',
  group: 'transform',
  icon: 'transform',
  family: 'transform',
  refine: (config) => shapeOf(config) ?? { icon: 'transform', family: 'transform' },
  subtitle(config, t) {
    if (config.sql.trim() === '') return t('kind.noQuery')
    const shape = shapeOf(config)
    return shape === undefined ? config.sql.trim().replace(/\s+/g, ' ').slice(0, 80) : t.message({ key: shape.title })
  },
}
