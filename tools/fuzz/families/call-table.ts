// Every function that a program may call by name or syntax, with the kinds of its arguments. One letter is one
// argument, after `?` may be left out, `*` repeats the last. {1} stands for the first argument of a syntax form.

/** n number, i whole number, s text, b bytes, o boolean, d date, t time, p timestamp, z local timestamp, v interval, a array, m map, r row, x anything */
export type Kind = 'n' | 'i' | 's' | 'b' | 'o' | 'd' | 't' | 'p' | 'z' | 'v' | 'a' | 'm' | 'r' | 'x'

const NUMBERS =
  'ABS n|SIGN n|SQRT n|EXP n|LN n|LOG10 n|LOG2 n|LOG nn|LOG n|POWER nn|SIN n|SINH n|COS n|COSH n|TAN n|TANH n|COT n|ASIN n|ACOS n|ATAN n|ATAN2 nn|DEGREES n|RADIANS n|BIN i|HEX x|ROUND n?i|TRUNCATE n?i|FLOOR n|CEIL n|CEILING n|MOD nn|GREATEST n*|LEAST n*|GREATEST x*|LEAST x*'
const TEXTS =
  'CHAR_LENGTH s|CHARACTER_LENGTH s|OCTET_LENGTH s|UPPER s|LOWER s|INITCAP s|SUBSTRING si?i|SUBSTR si?i|LEFT si|RIGHT si|REPEAT si|REVERSE s|TRIM s|LTRIM s?s|RTRIM s?s|BTRIM s?s|CONCAT s*|CONCAT_WS ss*|REPLACE sss|LOCATE ss?i|INSTR ss?ii|STARTSWITH ss|ENDSWITH ss|STARTSWITH bb|ENDSWITH bb|LPAD sis|RPAD sis|TRANSLATE sss|SPLIT_INDEX ssi|SPLIT ss|REGEXP ss|REGEXP_REPLACE sss|REGEXP_EXTRACT ss?i|REGEXP_EXTRACT_ALL ss?i|REGEXP_COUNT ss|REGEXP_INSTR ss|REGEXP_SUBSTR ss|IS_ALPHA s|IS_DECIMAL s|IS_DIGIT s|ELT is*|PRINTF sx*|ASCII s|CHR i|ENCODE ss|DECODE bs|FROM_BASE64 s|TO_BASE64 s|UNHEX s|URL_ENCODE s|URL_DECODE s|PARSE_URL ss?s|MD5 s|SHA1 s|SHA224 s|SHA256 s|SHA384 s|SHA512 s|SHA2 si|HASH_CODE x|JSON_QUOTE s|JSON_UNQUOTE s|STR_TO_MAP s?ss|LENGTH s|SOUNDEX s|TYPEOF x'
const CONDITIONS = 'COALESCE x*|IFNULL xx|NULLIF xx|IF oxx'
const TIMES =
  'YEAR d|QUARTER p|MONTH p|WEEK d|DAYOFYEAR p|DAYOFMONTH d|DAYOFWEEK p|HOUR p|MINUTE t|SECOND p|DATE_FORMAT ps|DATE_FORMAT zs|DATE_FORMAT ss|TO_TIMESTAMP_LTZ i?i|TO_TIMESTAMP_LTZ n|TO_TIMESTAMP_LTZ s?ss|TO_DATE s?s|TO_TIMESTAMP s?s|UNIX_TIMESTAMP s?s|FROM_UNIXTIME i?s|CONVERT_TZ sss'
const COLLECTIONS =
  'ARRAY_CONTAINS ax|ARRAY_POSITION ax|ARRAY_REMOVE ax|ARRAY_APPEND ax|ARRAY_PREPEND ax|ARRAY_REVERSE a|ARRAY_DISTINCT a|ARRAY_CONCAT a*|ARRAY_UNION aa|ARRAY_EXCEPT aa|ARRAY_INTERSECT aa|ARRAY_SLICE ai?i|ARRAY_MAX a|ARRAY_MIN a|ARRAY_SORT a?oo|ARRAY_JOIN as?s|CARDINALITY a|CARDINALITY m|ELEMENT a|MAP_KEYS m|MAP_VALUES m|MAP_ENTRIES m|MAP_FROM_ARRAYS aa|MAP_UNION m*|ROW x*'

/** Calls written `NAME(a, b)`. */
export const CALLS: readonly string[] = [NUMBERS, TEXTS, CONDITIONS, TIMES, COLLECTIONS].flatMap((text) =>
  text.split('|'),
)

/** Calls with a syntax of their own: the text, then the kinds of {1}, {2}, …; {a/b} is one of the words. */
export const FORMS: readonly (readonly [text: string, kinds: string])[] = [
  ['{1} {+/-/*///%} {2}', 'nn'],
  ['{1} {+/-} {2}', 'dv'],
  ['{1} {+/-} {2}', 'pv'],
  ['{1} {+/-} {2}', 'zv'],
  ['{1} {+/-} {2}', 'tv'],
  ['{1} {+/-} {2}', 'vv'],
  ['{1} * {2}', 'vi'],
  ['{1} {=/<>/</<=/>/>=} {2}', 'xx'],
  ['{1} {=/<>/</<=/>/>=} {2}', 'nn'],
  ['{1} {=/<>/</<=/>/>=} {2}', 'ss'],
  ['{1} {=/<>/</<=/>/>=} {2}', 'ds'],
  ['{1} {=/<>/</<=/>/>=} {2}', 'pp'],
  ['{1} {=/<>} {2}', 'aa'],
  ['{1} {=/<>} {2}', 'rr'],
  ['{1} IS {/NOT }DISTINCT FROM {2}', 'xx'],
  ['{1} IS {/NOT }NULL', 'x'],
  ['{1} IS {/NOT }{TRUE/FALSE/UNKNOWN}', 'o'],
  ['{1} {/NOT }BETWEEN {/SYMMETRIC }{2} AND {3}', 'nnn'],
  ['{1} {/NOT }BETWEEN {2} AND {3}', 'xxx'],
  ['{1} {/NOT }IN ({2}, {3})', 'nnn'],
  ['{1} {/NOT }IN ({2}, {3})', 'sss'],
  ['{1} {/NOT }IN ({2}, {3})', 'xxx'],
  ['{1} {AND/OR} {2}', 'oo'],
  ['NOT {1}', 'o'],
  ['{1} || {2}', 'ss'],
  ['{1} || {2}', 'xx'],
  ['{1} {/NOT }{LIKE/SIMILAR TO} {2}', 'ss'],
  ['POSITION({1} IN {2})', 'ss'],
  ['POSITION({1} IN {2} FROM {3})', 'ssi'],
  ['TRIM({BOTH/LEADING/TRAILING} {1} FROM {2})', 'ss'],
  ['OVERLAY({1} PLACING {2} FROM {3})', 'ssi'],
  ['OVERLAY({1} PLACING {2} FROM {3} FOR {4})', 'ssii'],
  ['SUBSTRING({1} FROM {2} FOR {3})', 'sii'],
  ['CASE WHEN {1} THEN {2} ELSE {3} END', 'oxx'],
  ['CASE {1} WHEN {2} THEN {3} WHEN {4} THEN {5} END', 'xxxxx'],
  ['CASE WHEN {1} THEN {2} ELSE {3} END', 'onn'],
  ['EXTRACT({YEAR/QUARTER/MONTH/WEEK/DAY/DOW/DOY/HOUR/MINUTE/SECOND/MILLISECOND/EPOCH/CENTURY/DECADE} FROM {1})', 'p'],
  ['EXTRACT({YEAR/MONTH/DAY/HOUR/SECOND/EPOCH/WEEK} FROM {1})', 'd'],
  ['EXTRACT({YEAR/MONTH/DAY/HOUR/SECOND/EPOCH} FROM {1})', 'z'],
  ['EXTRACT({HOUR/MINUTE/SECOND/MILLISECOND/DAY} FROM {1})', 't'],
  ['EXTRACT({DAY/HOUR/MONTH/YEAR} FROM {1})', 'v'],
  ['{FLOOR/CEIL}({1} TO {YEAR/QUARTER/MONTH/WEEK/DAY/HOUR/MINUTE/SECOND})', 'p'],
  ['{FLOOR/CEIL}({1} TO {YEAR/MONTH/WEEK/DAY/HOUR})', 'd'],
  ['{FLOOR/CEIL}({1} TO {YEAR/MONTH/DAY/HOUR})', 'z'],
  ['{FLOOR/CEIL}({1} TO {HOUR/MINUTE/SECOND})', 't'],
  ['TIMESTAMPADD({SECOND/MINUTE/HOUR/DAY/WEEK/MONTH/QUARTER/YEAR}, {1}, {2})', 'ip'],
  ['TIMESTAMPADD({SECOND/HOUR/DAY/WEEK/MONTH/YEAR}, {1}, {2})', 'id'],
  ['TIMESTAMPADD({SECOND/DAY/MONTH}, {1}, {2})', 'iz'],
  ['TIMESTAMPDIFF({SECOND/MINUTE/HOUR/DAY/WEEK/MONTH/QUARTER/YEAR}, {1}, {2})', 'pp'],
  ['TIMESTAMPDIFF({SECOND/HOUR/DAY/WEEK/MONTH/YEAR}, {1}, {2})', 'dp'],
  ['TIMESTAMPDIFF({SECOND/DAY/MONTH}, {1}, {2})', 'zz'],
  ['({1}, {2}) OVERLAPS ({3}, {4})', 'pppp'],
  ['({1}, {2}) OVERLAPS ({3}, {4})', 'dvdv'],
  ['({1} - {2}) {DAY/HOUR/SECOND/MONTH/YEAR}', 'pp'],
  ['({1}, {2}) = ({3}, {4})', 'nsns'],
  ['ARRAY[{1}, {2}]', 'xx'],
  ['ARRAY[{1}, {2}, {3}]', 'nnn'],
  ['MAP[{1}, {2}, {3}, {4}]', 'snsn'],
  ['MAP[{1}, {2}]', 'xx'],
  ['{1}[{2}]', 'ai'],
  ['{1}[{2}]', 'ms'],
  ['{1}.{a/b}', 'r'],
  ['{1} IS {/NOT }JSON{/ OBJECT/ ARRAY/ SCALAR/ VALUE}', 's'],
  ["JSON_EXISTS({1}, '{lax $.a/strict $.a/$.b[0]/$}')", 's'],
  [
    "JSON_VALUE({1}, '{lax $.a/$.a/$.b.c}'{/ RETURNING INT/ RETURNING DOUBLE/ RETURNING BOOLEAN/ NULL ON EMPTY/ DEFAULT 'x' ON ERROR})",
    's',
  ],
  [
    "JSON_QUERY({1}, '{$/$.a/lax $.b}'{/ WITH WRAPPER/ WITH CONDITIONAL WRAPPER/ WITHOUT ARRAY WRAPPER/ EMPTY ARRAY ON ERROR})",
    's',
  ],
  ["JSON_OBJECT('k' VALUE {1}{/ NULL ON NULL/ ABSENT ON NULL})", 'x'],
  ["JSON_OBJECT(KEY {1} VALUE {2}, 'z' VALUE {3})", 'sxx'],
  ['JSON_ARRAY({1}, {2}{/ NULL ON NULL/ ABSENT ON NULL})', 'xx'],
  ['JSON_STRING({1})', 'x'],
]
