import type { ConnectorMode, SinkMode } from './table.ts'

/** What a table can do through its connector and format. Data itself arrives only as feeds. */
export interface ConnectorAbility {
  readonly source: ConnectorMode
  readonly sink: SinkMode
  readonly lookup: boolean
}

const CHANGELOG_FORMAT = /^(debezium|canal|maxwell|ogg)/

interface ConnectorDescriptor {
  ability(changelogFormat: boolean, hasKey: boolean): ConnectorAbility
}

/** Append-only, unless the format carries a changelog. */
const log: ConnectorDescriptor = {
  ability: (changelogFormat) => {
    const mode = changelogFormat ? 'all' : 'insert'
    return { source: mode, sink: mode, lookup: false }
  },
}
const takesAnything: ConnectorDescriptor = {
  ability: () => ({ source: 'insert', sink: 'requested', lookup: false }),
}

const DESCRIPTORS: ReadonlyMap<string, ConnectorDescriptor> = new Map([
  ['kafka', log],
  ['filesystem', log],
  ['upsert-kafka', { ability: () => ({ source: 'upsert', sink: 'upsert', lookup: false }) }],
  ['jdbc', { ability: (_, hasKey) => ({ source: 'insert', sink: hasKey ? 'upsert' : 'insert', lookup: true }) }],
  ['print', takesAnything],
  ['blackhole', takesAnything],
  ['datagen', { ability: () => ({ source: 'insert', sink: 'insert', lookup: false }) }],
  ...['6', '7', '8'].map((version): [string, ConnectorDescriptor] => [
    `elasticsearch-${version}`,
    { ability: () => ({ source: 'insert', sink: 'upsert', lookup: true }) },
  ]),
])

const anyOther: ConnectorDescriptor = {
  ability: (_, hasKey) => ({ source: 'insert', sink: hasKey ? 'upsert' : 'requested', lookup: true }),
}
const changeDataCapture: ConnectorDescriptor = {
  ability: (_, hasKey) => ({ source: 'all', sink: hasKey ? 'upsert' : 'requested', lookup: false }),
}

export function connectorAbility(options: ReadonlyMap<string, string>, hasKey: boolean): ConnectorAbility {
  const connector = options.get('connector') ?? ''
  const format = options.get('format') ?? options.get('value.format') ?? ''
  const descriptor = DESCRIPTORS.get(connector) ?? (connector.endsWith('-cdc') ? changeDataCapture : anyOther)
  return descriptor.ability(CHANGELOG_FORMAT.test(format), hasKey)
}
