import { assert } from '../../app/base/assert.ts'
import type { Command } from './command.ts'
import type { BottomPanel, DialogKind, EditorKind, Feature } from './feature.ts'

/** All that the features add, by id. Made once, before the window shows. */
export interface Registry {
  readonly editors: ReadonlyMap<string, EditorKind>
  readonly panels: readonly BottomPanel[]
  readonly dialogs: ReadonlyMap<string, DialogKind>
  readonly commands: ReadonlyMap<string, Command>
}

export function createRegistry(features: readonly Feature[]): Registry {
  return {
    editors: byId(
      features.flatMap((feature) => feature.editors ?? []),
      (editor) => editor.kind,
    ),
    panels: features.flatMap((feature) => feature.panels ?? []).sort((a, b) => a.order - b.order),
    dialogs: byId(
      features.flatMap((feature) => feature.dialogs ?? []),
      (dialog) => dialog.id,
    ),
    commands: byId(
      features.flatMap((feature) => feature.commands ?? []),
      (command) => command.id,
    ),
  }
}

function byId<T>(items: readonly T[], idOf: (item: T) => string): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const item of items) {
    assert(!map.has(idOf(item)), `two registered as ${idOf(item)}`)
    map.set(idOf(item), item)
  }
  return map
}
