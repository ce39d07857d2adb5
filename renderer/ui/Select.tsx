import { Select as Primitive } from 'radix-ui'
import { Icon } from './Icon.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
}

interface SelectProps {
  readonly id?: string
  readonly value: string | undefined
  readonly choices: readonly Choice[]
  readonly placeholder?: string
  readonly label?: string
  readonly disabled?: boolean
  readonly invalid?: boolean | undefined
  readonly describedBy?: string | undefined
  onChange(value: string): void
}

// The list itself cannot hold an empty value; an empty choice travels under this name.
const EMPTY = '\u0000'

export function Select({
  id,
  value,
  choices,
  placeholder,
  label,
  disabled = false,
  invalid,
  describedBy,
  onChange,
}: SelectProps) {
  return (
    <Primitive.Root
      value={value === '' ? EMPTY : (value ?? '')}
      onValueChange={(next) => onChange(next === EMPTY ? '' : next)}
      disabled={disabled}
    >
      <Primitive.Trigger
        className="input select"
        id={id}
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={describedBy}
      >
        <Primitive.Value placeholder={placeholder} />
        <Icon name="down" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className="popup" position="popper" sideOffset={2}>
          <Primitive.Viewport>
            {choices.map((choice) => (
              <Primitive.Item
                key={choice.value}
                value={choice.value === '' ? EMPTY : choice.value}
                className="popup-item"
              >
                <Primitive.ItemText>{choice.label}</Primitive.ItemText>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
