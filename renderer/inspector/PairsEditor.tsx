import { useTranslate } from '../state/WorkbenchContext.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

export interface Pair {
  readonly key: string
  readonly value: string
}

interface PairsEditorProps {
  readonly label: string
  readonly pairs: readonly Pair[]
  readonly keyPlaceholder?: string
  readonly readOnly: boolean
  onChange(pairs: readonly Pair[]): void
  onDone(): void
}

/** Options as rows of key and value. */
export function PairsEditor({ label, pairs, keyPlaceholder, readOnly, onChange, onDone }: PairsEditorProps) {
  const t = useTranslate()
  const set = (index: number, change: Partial<Pair>): void =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)))
  return (
    <fieldset className="rows" aria-label={label}>
      {pairs.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <div key={index} className="row-pair">
          <input
            className="input mono"
            aria-label={t('field.keyOf', { row: index + 1 })}
            value={pair.key}
            placeholder={keyPlaceholder}
            readOnly={readOnly}
            spellCheck={false}
            onChange={(event) => set(index, { key: event.target.value })}
            onBlur={onDone}
          />
          <input
            className="input mono"
            aria-label={t('field.valueOf', { row: index + 1 })}
            value={pair.value}
            readOnly={readOnly}
            spellCheck={false}
            onChange={(event) => set(index, { value: event.target.value })}
            onBlur={onDone}
          />
          <IconButton
            icon="close"
            size={12}
            disabled={readOnly}
            label={t('action.remove', { name: pair.key })}
            onClick={() => {
              onChange(pairs.filter((_, at) => at !== index))
              onDone()
            }}
          />
        </div>
      ))}
      <Button look="ghost" disabled={readOnly} onClick={() => onChange([...pairs, { key: '', value: '' }])}>
        <Icon name="plus" size={14} />
        {t('field.addPair')}
      </Button>
    </fieldset>
  )
}
