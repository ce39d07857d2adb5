import type { Template } from './messages.ts'

/** What Flink accepts and the author may not have meant; `defect.` are entries of the ledger of Flink's defects. */
export const ADVICE_MESSAGES: Readonly<Record<string, Template>> = {
  'advice.unused-view': {
    en: 'Nothing in this script reads the view {view}',
    zh: '脚本中没有语句读取视图 {view}',
  },
  'advice.join-state': {
    en: "This join keeps every row of both sides for as long as the job runs: bound it by time, or have 'table.exec.state.ttl' free what is old on the cluster",
    zh: "此连接会在作业运行期间一直保留两侧的所有行：请用时间条件加以限定，或在集群上用 'table.exec.state.ttl' 清理旧状态",
  },
  'advice.group-state': {
    en: "A group for every value of {keys} is kept for as long as the job runs: group by a window too, or have 'table.exec.state.ttl' free what is old on the cluster",
    zh: "{keys} 的每个取值都会在作业运行期间一直保留一个分组：请同时按窗口分组，或在集群上用 'table.exec.state.ttl' 清理旧状态",
  },
  'advice.match-state': {
    en: 'A match that has begun may stay open for as long as the job runs: add WITHIN to bound it',
    zh: '已开始的匹配可能在作业运行期间一直不结束：请用 WITHIN 加以限定',
  },
  'advice.half-window': {
    en: 'Grouped by {given} alone this is no window aggregation: it updates its results and never frees them; group by {missing} too',
    zh: '只按 {given} 分组并不是窗口聚合：结果会不断更新且从不释放；请同时按 {missing} 分组',
  },
  'advice.order-without-watermark': {
    en: '{column} is no event time, so rows are ordered anew whenever one comes in between: declare a WATERMARK for it where the table is created',
    zh: '{column} 不是事件时间，因此每当有行插入其间都会重新排序：请在建表处为它声明 WATERMARK',
  },
  'advice.join-without-watermark': {
    en: '{column} is no event time, so this is a regular join and not one over an interval: declare a WATERMARK for it where the table is created',
    zh: '{column} 不是事件时间，因此这是普通连接而不是区间连接：请在建表处为它声明 WATERMARK',
  },
  'advice.lossy-cast': {
    en: 'Values change without notice on their way from {from} into {table}.{column} of type {to}: cast them as it should be done',
    zh: '值从 {from} 写入类型为 {to} 的 {table}.{column} 时会悄然改变：请按需要显式转换',
  },
  'advice.chance-in-key': {
    en: 'The key {column} comes from {function}(), which answers differently each time: updates and deletes will not find the row that they mean',
    zh: '键 {column} 来自 {function}()，它每次的结果都不同：更新和删除将找不到对应的行',
  },
  'defect.top-1-insert-only': {
    en: 'Flink plans this Top-1 as if it only inserted, yet it sends +U without -U: counts and joins above it come out wrong ({source})',
    zh: 'Flink 把这个 Top-1 当作只插入来规划，实际却发出没有 -U 的 +U：其上的计数与连接会出错（{source}）',
  },
  'defect.integer-variance': {
    en: '{function} of {type} is computed in whole numbers: the result is cut off and may overflow; cast the argument to DOUBLE ({source})',
    zh: '{type} 的 {function} 按整数计算：结果会被截断，还可能溢出；请把参数转换为 DOUBLE（{source}）',
  },
  'defect.narrow-sum': {
    en: 'SUM of {type} stays {type} and wraps around beyond it: cast the argument to BIGINT ({source})',
    zh: '{type} 的 SUM 仍是 {type}，超出范围会回绕：请把参数转换为 BIGINT（{source}）',
  },
  'defect.over-rank-ties': {
    en: 'Among rows of one time {function} sees the state behind the last of them: ties come out wrong ({source})',
    zh: '对时间相同的多行，{function} 看到的是其中最后一行之后的状态：并列的结果会出错（{source}）',
  },
  'defect.rank-fraction': {
    en: 'Flink reads a fraction that bounds a rank by its digits alone, 1.50 as 150: write a whole number ({source})',
    zh: 'Flink 只按数字读取限定排名的小数，1.50 被当作 150：请写整数（{source}）',
  },
  'defect.rank-column': {
    en: 'Beside a column Flink takes < and = of a rank for <=: write <= with what is meant ({source})',
    zh: '排名与列比较时，Flink 把 < 和 = 都当作 <=：请用 <= 写出本意（{source}）',
  },
  'defect.float-first': {
    en: 'Flink compares both as FLOAT, because the FLOAT comes first: cast it to DOUBLE, or write the DOUBLE first ({source})',
    zh: 'FLOAT 写在前面，因此 Flink 把两者都按 FLOAT 比较：请把它转换为 DOUBLE，或把 DOUBLE 写在前面（{source}）',
  },
  'defect.float-digits': {
    en: 'Flink compares a DOUBLE with the digits of this FLOAT, not with its value: cast it to DOUBLE ({source})',
    zh: 'Flink 用这个 FLOAT 的数字文本而不是它的值与 DOUBLE 比较：请把它转换为 DOUBLE（{source}）',
  },
  'defect.row-field': {
    en: 'Flink takes this field for never NULL, because it is NOT NULL in its row, though the row may be NULL: test the row, or declare the field without NOT NULL ({source})',
    zh: '该字段在其行中是 NOT NULL，因此即使整行可能为 NULL，Flink 也认为它从不为 NULL：请检查整行，或在声明字段时去掉 NOT NULL（{source}）',
  },
  'defect.interval-week': {
    en: 'Flink takes an interval of one WEEK for one hour: write 7 DAY ({source})',
    zh: 'Flink 把一个 WEEK 的间隔当作一小时：请写 7 DAY（{source}）',
  },
  'defect.interval-quarter': {
    en: 'Flink takes an interval of one QUARTER for one month: write 3 MONTH ({source})',
    zh: 'Flink 把一个 QUARTER 的间隔当作一个月：请写 3 MONTH（{source}）',
  },
  'defect.array-agg-order': {
    en: 'ARRAY_AGG ignores its ORDER BY: elements stand in the order in which rows arrive ({source})',
    zh: 'ARRAY_AGG 会忽略 ORDER BY：元素按行到达的顺序排列（{source}）',
  },
  'defect.lag-nulls': {
    en: '{function} accepts IGNORE NULLS and does not heed it ({source})',
    zh: '{function} 接受 IGNORE NULLS 但不起作用（{source}）',
  },
  'defect.subquery-order': {
    en: 'An ORDER BY without LIMIT in a subquery is ignored ({source})',
    zh: '子查询中没有 LIMIT 的 ORDER BY 会被忽略（{source}）',
  },
  'defect.group-id': { en: 'GROUP_ID() is always 0 ({source})', zh: 'GROUP_ID() 始终为 0（{source}）' },
  'defect.group-by-number': {
    en: 'GROUP BY {number} groups by the constant {number}, not by a column of that place ({source})',
    zh: 'GROUP BY {number} 按常数 {number} 分组，而不是按该位置的列（{source}）',
  },
  'defect.empty-regexp': {
    en: 'REGEXP with an empty pattern is false for every text ({source})',
    zh: '模式为空的 REGEXP 对任何文本都为假（{source}）',
  },
  'defect.empty-like': {
    en: "LIKE '' is true for every text, not only for the empty one ({source})",
    zh: "LIKE '' 对任何文本都为真，而不只是空文本（{source}）",
  },
  'defect.match-anchors': {
    en: 'The anchors ^ and $ of a pattern are ignored ({source})',
    zh: '模式中的锚点 ^ 和 $ 会被忽略（{source}）',
  },
  'defect.match-unused-define': {
    en: 'No variable {variable} stands in the pattern: its definition is ignored ({source})',
    zh: '模式中没有变量 {variable}：其定义会被忽略（{source}）',
  },
  'defect.match-within': {
    en: 'A WITHIN whose sign stands inside the quotes bounds nothing: matches stay open for as long as the job runs ({source})',
    zh: '符号写在引号内的 WITHIN 不起限制作用：匹配会在作业运行期间一直不结束（{source}）',
  },
  'defect.match-greedy': {
    en: 'A greedy loop goes on while it can: {loop} takes every row, so {next} is never reached and nothing matches ({source})',
    zh: '贪婪循环会一直进行下去：{loop} 接受所有行，因此永远到不了 {next}，也就没有匹配（{source}）',
  },
}
