/** A mistake in one field of a form. `code` names the message in both languages, `params` fill its blanks. */
export interface FieldProblem {
  readonly severity: 'error' | 'warning'
  readonly field: string
  readonly code: string
  readonly message: string
  readonly params?: Readonly<Record<string, string>>
}

export function fieldError(
  field: string,
  code: string,
  message: string,
  params?: Readonly<Record<string, string>>,
): FieldProblem {
  return { severity: 'error', field, code, message, ...(params === undefined ? {} : { params }) }
}

export function requireText(field: string, value: string): readonly FieldProblem[] {
  if (value.trim() !== '') return []
  return [fieldError(field, 'field.required', 'This field is required')]
}

/** A whole number from `min` to `max`; an absent optional one is fine. */
export function requireWhole(field: string, value: number | undefined, min: number, max: number): FieldProblem[] {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return []
  const params = { min: String(min), max: String(max) }
  return [fieldError(field, 'field.range', `Must be a whole number from ${min} to ${max}`, params)]
}
