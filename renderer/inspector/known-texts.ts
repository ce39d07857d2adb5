import { nodeKind } from '../../app/flow/kinds/registry.ts'
import { type Records, recordsOf } from '../state/document.ts'

const MAX_TEXTS = 50

/** What fields of this id say in the whole workspace, without the text at hand. */
export function knownTexts(records: Records, field: string, without: string): readonly string[] {
  const texts = new Set<string>()
  for (const node of recordsOf(records, 'node')) {
    const text = nodeKind(node.config.kind)
      .fields.find((each) => each.id === field)
      ?.read(node.config)
    if (typeof text === 'string' && text !== '' && text !== without) texts.add(text)
  }
  return [...texts].sort().slice(0, MAX_TEXTS)
}
