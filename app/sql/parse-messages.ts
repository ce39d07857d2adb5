import type { Template } from './messages.ts'

// The words of every mistake that reading SQL can find.

/** `{name}` stands for a parameter; `{expected}` holds several alternatives, one a line. */
export const PARSE_MESSAGES: Readonly<Record<string, Template>> = {
  'parse.expected': { en: 'Expected {expected}, but found {found}', zh: '此处应为{expected}，却遇到{found}' },
  'parse.misspelt': {
    en: 'Expected {expected}, but found {found}; did you mean {suggestion}?',
    zh: '此处应为{expected}，却遇到{found}；是否想写 {suggestion}？',
  },
  'parse.unexpected': { en: '{found} does not belong here', zh: '{found}不应出现在这里' },
  'parse.reserved-word': {
    en: '{word} is a reserved word; as a name it must be written `{word}`',
    zh: '{word} 是保留字；用作名称时须写成 `{word}`',
  },
  'parse.unknown-statement': {
    en: 'No statement begins with {found}',
    zh: '没有以{found}开头的语句',
  },
  'parse.misspelt-statement': {
    en: 'No statement begins with {found}; did you mean {suggestion}?',
    zh: '没有以{found}开头的语句；是否想写 {suggestion}？',
  },
  'parse.single-statement': {
    en: 'Only one statement can stand here; a second one begins after the semicolon',
    zh: '此处只能有一条语句；分号之后又开始了第二条',
  },
  'parse.missing-semicolon': {
    en: 'A new statement begins here: the one before needs a semicolon',
    zh: '此处开始了新的语句：上一条语句末尾需要分号',
  },
  'parse.bare-table': {
    en: "'TABLE {name}' is a query of its own; to change the table, begin with CREATE, ALTER or DROP",
    zh: "'TABLE {name}' 本身是一条查询；要改动表，请以 CREATE、ALTER 或 DROP 开头",
  },
  'parse.unclosed-bracket': { en: 'This ( is never closed', zh: '这个 ( 没有闭合' },
  'parse.unopened-bracket': { en: 'This {found} closes nothing', zh: '这个{found}没有对应的开括号' },
  'parse.bracketed-function': {
    en: 'A table function in brackets needs TABLE before them: TABLE(f(…))',
    zh: '括号中的表函数前须写 TABLE：TABLE(f(…))',
  },
  'parse.connection-with-query': {
    en: 'USING CONNECTION and AS SELECT exclude each other',
    zh: 'USING CONNECTION 与 AS SELECT 不能同时使用',
  },
  'parse.no-statement': { en: 'There is no statement here', zh: '此处没有语句' },
  'parse.not-equal': {
    en: "Flink has no operator '!='; write '<>'",
    zh: "Flink 没有运算符 '!='；请写 '<>'",
  },
  'parse.double-quotes': {
    en: "Double quotes mean nothing in Flink SQL: write `name` for a name, 'text' for a text",
    zh: "Flink SQL 不使用双引号：名称写作 `name`，文本写作 'text'",
  },
  'parse.unterminated-string': { en: "The text that begins here has no closing '", zh: "从此处开始的文本缺少结尾的 '" },
  'parse.open-string': {
    en: "The text that begins here runs on over a semicolon: its closing ' is probably missing",
    zh: "从此处开始的文本越过了分号：可能缺少结尾的 '",
  },
  'parse.unterminated-identifier': {
    en: 'The name that begins here has no closing `',
    zh: '从此处开始的名称缺少结尾的 `',
  },
  'parse.unterminated-comment': {
    en: 'The comment that begins here has no closing */',
    zh: '从此处开始的注释缺少结尾的 */',
  },
  'parse.empty-identifier': { en: 'A name cannot be empty', zh: '名称不能为空' },
  'parse.bad-unicode-escape': { en: 'This Unicode escape cannot be read', zh: '无法识别此 Unicode 转义' },
  'parse.unknown-charset': { en: 'Unknown character set in {found}', zh: '{found}中的字符集未知' },
  'parse.unknown-character': { en: '{found} has no meaning in SQL', zh: '{found}在 SQL 中没有意义' },
  'parse.odd-binary': {
    en: 'A binary literal needs an even number of hexadecimal digits',
    zh: '二进制字面量须有偶数个十六进制数字',
  },
  'parse.bad-binary': {
    en: 'A binary literal may hold hexadecimal digits only',
    zh: '二进制字面量只能包含十六进制数字',
  },
  'parse.same-line-string': {
    en: 'A text is continued on another line only; join texts on one line with ||',
    zh: '文本只能在另一行继续；同一行的文本请用 || 连接',
  },
  'parse.bad-datetime': { en: "'{text}' is not a {type}: write {format}", zh: "'{text}' 不是 {type}：请写 {format}" },
  'parse.empty-interval': { en: 'An interval cannot be empty', zh: '时间间隔不能为空' },
  'parse.minus': { en: 'Flink has no MINUS: write EXCEPT', zh: 'Flink 不支持 MINUS：请写 EXCEPT' },
  'parse.string-alias': {
    en: "An alias is a name, not a text: write `{text}` instead of '{text}'",
    zh: "别名是名称而不是文本：请写 `{text}`，不要写 '{text}'",
  },
  'parse.between-without-and': { en: 'BETWEEN needs AND between its two bounds', zh: 'BETWEEN 的两个界限之间须有 AND' },
  'parse.join-condition': {
    en: '{join} needs a condition: ON, USING or NATURAL',
    zh: '{join} 需要条件：ON、USING 或 NATURAL',
  },
  'parse.needless-join-condition': { en: '{join} takes no condition', zh: '{join} 不接受条件' },
  'parse.multiple-watermarks': { en: 'A table can have one WATERMARK only', zh: '一个表只能有一个 WATERMARK' },
  'parse.empty-hint-option': {
    en: "The hint {hint} takes pairs only: 'key' = 'value'",
    zh: "提示 {hint} 只接受键值对：'key' = 'value'",
  },
  'parse.mixed-hint': {
    en: 'The options of the hint {hint} must all be of one kind',
    zh: '提示 {hint} 的选项必须是同一种形式',
  },
  'parse.duplicate-detail': { en: '{word} is asked for twice', zh: '{word} 重复了' },
  'parse.bad-set': { en: "An option is set by SET 'key' = 'value'", zh: "设置选项请写 SET 'key' = 'value'" },
  'parse.upsert': {
    en: 'Flink has no UPSERT INTO: write INSERT INTO',
    zh: 'Flink 不支持 UPSERT INTO：请写 INSERT INTO',
  },
  'parse.query-in-definition': {
    en: 'A column or watermark cannot be computed by a query',
    zh: '列或水位线不能由查询计算',
  },
  'parse.filter-before-over': { en: 'FILTER cannot be used together with OVER', zh: 'FILTER 不能与 OVER 同时使用' },
  'parse.ctas-with-columns': {
    en: 'Columns of a CREATE TABLE … AS SELECT that come from the query are listed without types, or all with types',
    zh: 'CREATE TABLE … AS SELECT 的列要么都不写类型，要么都写类型',
  },
  'parse.like-with-query': { en: 'LIKE and AS SELECT exclude each other', zh: 'LIKE 与 AS SELECT 不能同时使用' },
  'parse.too-deep': { en: 'This is nested too deeply', zh: '嵌套过深' },
  'parse.limit-start': {
    en: "Write LIMIT count OFFSET start instead of 'LIMIT start, count'",
    zh: '请写 LIMIT 数量 OFFSET 起点，不要写 LIMIT 起点, 数量',
  },
}
