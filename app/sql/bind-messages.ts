import type { Template } from './messages.ts'

/** The words of every mistake in an expression that binding finds; close to Flink's own, which authors search for. */
export const BIND_MESSAGES = {
  'bind.illegal-null': { en: "Illegal use of 'NULL'", zh: "此处不能使用 'NULL'" },
  'bind.literal-range': { en: "Numeric literal '{text}' out of range", zh: "数字字面量 '{text}' 超出范围" },
  'bind.literal-date': { en: "'{text}' is not a valid {type}", zh: "'{text}' 不是有效的 {type}" },
  'bind.interval-format': {
    en: "Illegal interval literal format '{text}' for INTERVAL {unit}",
    zh: "'{text}' 不符合 INTERVAL {unit} 的格式",
  },
  'bind.interval-range': {
    en: 'Interval field value {value} exceeds precision of {unit}({precision}) field',
    zh: '间隔的值 {value} 超出 {unit}({precision}) 的精度',
  },
  'bind.interval-precision': {
    en: 'DAY_INTERVAL_TYPES precision is not supported: {precision}',
    zh: '不支持 {precision} 位精度的间隔',
  },
  'bind.expected-boolean': { en: 'Expected a boolean type', zh: '此处应为布尔类型' },
  'bind.mixed-case': {
    en: 'Illegal mixing of types in CASE or COALESCE statement',
    zh: 'CASE 或 COALESCE 的各个结果类型不相容',
  },
  'bind.null-case': {
    en: 'ELSE clause or at least one THEN clause must be non-NULL',
    zh: 'CASE 至少要有一个结果不是 NULL',
  },
  'bind.mixed-in': { en: 'Values passed to IN operator must have compatible types', zh: 'IN 的各个值类型不相容' },
  'bind.operands': { en: "Cannot apply '{name}' to arguments of type {types}", zh: "'{name}' 不能用于类型 {types}" },
  'bind.invalid-arguments': { en: 'Invalid input arguments: {name}({types})', zh: '参数无效：{name}({types})' },
  'bind.no-function': {
    en: 'No match found for function signature {name}({types})',
    zh: '没有与 {name}({types}) 相符的函数',
  },
  'bind.no-function-near': {
    en: 'No match found for function signature {name}({types}); did you mean {suggestion}?',
    zh: '没有与 {name}({types}) 相符的函数；是否想写 {suggestion}？',
  },
  'bind.argument-count': { en: "Invalid number of arguments to function '{name}'", zh: "函数 '{name}' 的参数个数不对" },
  'bind.unknown-type': { en: "Unknown identifier '{name}'", zh: "未知的标识符 '{name}'" },
  'bind.decimal-precision': {
    en: 'Decimal precision must be between 1 and 38 (both inclusive).',
    zh: 'DECIMAL 的精度必须在 1 到 38 之间',
  },
  'bind.decimal-scale': {
    en: 'Decimal scale must be between 0 and the precision {precision} (both inclusive).',
    zh: 'DECIMAL 的小数位数必须在 0 到精度 {precision} 之间',
  },
  'bind.duplicate-field': {
    en: 'Field names must be unique. Found duplicates: [{name}]',
    zh: '字段名必须唯一，重复的是：[{name}]',
  },
  'bind.time-frame': { en: "'{unit}' is not a valid time frame", zh: "'{unit}' 不是有效的时间单位" },
  'bind.empty-collection': { en: 'Require at least 1 argument', zh: '至少需要 1 个参数' },
  'bind.empty-map': { en: 'Map requires at least 2 arguments', zh: 'MAP 至少需要 2 个参数' },
  'bind.odd-map': { en: 'Map requires an even number of arguments', zh: 'MAP 需要偶数个参数' },
  'bind.row-width': { en: 'Both rows must have as many columns', zh: '两边的行必须有同样多的列' },
  'bind.no-field': { en: "Column '{name}' not found in table '{table}'", zh: "表 '{table}' 中没有列 '{name}'" },
  'bind.field-of-scalar': {
    en: "'{name}' is not a field: the expression is of type {type}, not a row",
    zh: "'{name}' 不是字段：表达式的类型是 {type}，不是行",
  },
  'bind.array-index': {
    en: 'Array element access needs an index starting at 1 but was {index}.',
    zh: '数组下标从 1 开始，这里却是 {index}',
  },
  'bind.misplaced': { en: '{what} cannot stand here', zh: '此处不能使用{what}' },
  'bind.quantifier': {
    en: 'DISTINCT/ALL not allowed with {name} function',
    zh: '函数 {name} 不能使用 DISTINCT 或 ALL',
  },
  'bind.nulls-clause': {
    en: "Cannot specify IGNORE NULLS or RESPECT NULLS following '{name}'",
    zh: "'{name}' 之后不能写 IGNORE NULLS 或 RESPECT NULLS",
  },
  'bind.within-group': {
    en: "Aggregate expression '{name}' must not contain a WITHIN GROUP clause",
    zh: "聚合 '{name}' 不能带 WITHIN GROUP 子句",
  },
  'bind.within-scalar': {
    en: 'WITHIN GROUP not allowed with {name} function',
    zh: '函数 {name} 不能使用 WITHIN GROUP',
  },
  'bind.charsets': {
    en: 'A text of the character set {other} is not comparable to one of UTF-16',
    zh: '字符集 {other} 的文本不能与 UTF-16 的文本一起使用',
  },
  'bind.over-scalar': { en: 'OVER must be applied to aggregate function', zh: 'OVER 只能用于聚合函数' },
  'bind.no-plan': {
    en: 'There are not enough rules to produce a node with desired properties: {what}',
    zh: '无法为 {what} 生成执行计划',
  },
  'bind.division-by-zero': { en: 'Division by zero', zh: '除数为零' },
} as const satisfies Readonly<Record<string, Template>>
