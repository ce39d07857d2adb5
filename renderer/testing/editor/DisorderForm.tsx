import type { Disorder } from '../../../app/flow/records.ts'
import { useTranslate } from '../../state/WorkbenchContext.tsx'
import { Field } from '../../ui/Field.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import type { EditTest } from './TestEditor.tsx'

interface DisorderFormProps {
  readonly disorder: Disorder
  readonly readOnly: boolean
  readonly edit: EditTest
  onDone(): void
}

/** How rows are disturbed on their way in. Shares are asked for in per cent. */
export function DisorderForm({ disorder, readOnly, edit, onDone }: DisorderFormProps) {
  const t = useTranslate()
  const set = (key: string, change: Partial<Disorder>): void =>
    edit({ disorder: { ...disorder, ...change } }, `disorder.${key}`)
  const whole = (value: number | undefined): number => Math.max(0, Math.round(value ?? 0))
  const share = (percent: number | undefined): number => Math.min(100, Math.max(0, percent ?? 0)) / 100
  const percent = (value: number): number => Math.round(value * 10_000) / 100
  const fields = [
    {
      key: 'seed',
      label: t('test.seed'),
      value: disorder.seed,
      change: (v: number | undefined) => ({ seed: whole(v) }),
    },
    {
      key: 'shuffle',
      label: t('test.shuffle'),
      hint: t('test.shuffle.hint'),
      unit: t('test.unit.rows'),
      value: disorder.shuffleRows,
      change: (v: number | undefined) => ({ shuffleRows: whole(v) }),
    },
    {
      key: 'duplicate',
      label: t('test.duplicate'),
      unit: '%',
      value: percent(disorder.duplicate),
      change: (v: number | undefined) => ({ duplicate: share(v) }),
    },
    {
      key: 'drop',
      label: t('test.drop'),
      unit: '%',
      value: percent(disorder.drop),
      change: (v: number | undefined) => ({ drop: share(v) }),
    },
    {
      key: 'late',
      label: t('test.late'),
      unit: '%',
      value: percent(disorder.late.share),
      change: (v: number | undefined) => ({ late: { ...disorder.late, share: share(v) } }),
    },
    {
      key: 'lateBy',
      label: t('test.lateBy'),
      unit: t('test.unit.rows'),
      value: disorder.late.byRows,
      change: (v: number | undefined) => ({ late: { ...disorder.late, byRows: whole(v) } }),
    },
  ]
  return (
    <fieldset className="test-section">
      <legend>{t('test.disorder')}</legend>
      <p className="quiet">{t('test.disorder.hint')}</p>
      <div className="test-fields">
        {fields.map(({ key, label, hint, unit, value, change }) => (
          <Field key={key} label={label} {...(hint === undefined ? {} : { hint })}>
            {(ids) => (
              <NumberInput
                ids={ids}
                value={value}
                unit={unit}
                readOnly={readOnly}
                onChange={(typed) => set(key, change(typed))}
                onDone={onDone}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  )
}
