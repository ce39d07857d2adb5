import { char, INT, varchar, withNullable } from '../../../../types/construct-type.ts'
import { hexText } from '../../../../types/hex.ts'
import { isBinary } from '../../../../types/type-family.ts'
import { utf8Bytes } from '../../../../types/utf8.ts'
import type { Hybrid } from '../../../../types/value.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Argument, ScalarFunction } from '../../declaration.ts'
import { constantInt, type Docs, refuseLate, refuseTypes, refuseTypesLate, scalar, signature } from '../../define.ts'
import { BINARY_STRING, CHARACTER, INTEGER, oneOf } from '../../strategy/operand.ts'
import { nullableIfArgs } from '../../strategy/result.ts'
import { hashOf } from './hash-code.ts'
import { md5 } from './md5.ts'
import { sha1, sha224, sha256, sha384, sha512 } from './sha.ts'

// Digests of strings and bytes in lower-case hex.

type Digest = (bytes: Uint8Array) => Uint8Array

const MESSAGE = oneOf(CHARACTER, BINARY_STRING)
const bytesOf = (value: string | Uint8Array): Uint8Array => (typeof value === 'string' ? utf8Bytes(value) : value)

const digest = (name: string, length: number, hash: Digest, docs: Docs): ScalarFunction =>
  scalar({
    name,
    category: 'hash',
    docs,
    infer: signature(name, [MESSAGE], nullableIfArgs(char(length))),
    implement: () => ({ apply: (value: string | Uint8Array) => hexText(hash(bytesOf(value))) }),
  })

const SHA2: Readonly<Record<number, Digest>> = { 224: sha224, 256: sha256, 384: sha384, 512: sha512 }
const inferSha2 = signature('SHA2', [MESSAGE, INTEGER], nullableIfArgs(varchar(128)))

export const hashFunctions: readonly ScalarFunction[] = [
  digest('MD5', 32, md5, ['MD5(string)', "MD5('a')", 'The MD5 digest.', 'MD5 摘要。']),
  digest('SHA1', 40, sha1, ['SHA1(string)', "SHA1('a')", 'The SHA-1 digest.', 'SHA-1 摘要。']),
  digest('SHA224', 56, sha224, ['SHA224(string)', "SHA224('a')", 'The SHA-224 digest.', 'SHA-224 摘要。']),
  digest('SHA256', 64, sha256, ['SHA256(string)', "SHA256('a')", 'The SHA-256 digest.', 'SHA-256 摘要。']),
  digest('SHA384', 96, sha384, ['SHA384(string)', "SHA384('a')", 'The SHA-384 digest.', 'SHA-384 摘要。']),
  digest('SHA512', 128, sha512, ['SHA512(string)', "SHA512('a')", 'The SHA-512 digest.', 'SHA-512 摘要。']),
  scalar({
    name: 'SHA2',
    category: 'hash',
    docs: ['SHA2(string, bits)', "SHA2('a', 256)", 'A digest of the SHA-2 family.', 'SHA-2 系列摘要。'],
    infer: (args) => {
      const inference = inferSha2(args)
      const bits = constantInt(args[1])
      return inference.ok && bits !== undefined && !(bits in SHA2) && args.every((a) => a.fixed)
        ? refuseLate('Unsupported algorithm.', inference.type)
        : inference
    },
    implement: ({ args }) => {
      const constant = constantInt(args[1])
      if (constant !== undefined && !(constant in SHA2)) {
        return { fails: new RunFailure('RuntimeException', 'Unsupported algorithm.') }
      }
      if (constant === undefined && !args[1]?.fixed && args[0] && isBinary(args[0].type)) {
        return {
          fails: new RunFailure('CompileException', 'No applicable method found for actual parameters "byte[]"'),
        }
      }
      return {
        apply: (value: string | Uint8Array, bits: Hybrid) => {
          // SHA-1 is not of the family, but Java finds it under that name
          const hash = bits === 1 ? sha1 : SHA2[Number(bits)]
          if (!hash) throw new RunFailure('NoSuchAlgorithmException', `SHA-${bits} MessageDigest not available`)
          return hexText(hash(bytesOf(value)))
        },
      }
    },
  }),
  scalar({
    name: 'HASH_CODE',
    category: 'hash',
    docs: ['HASH_CODE(value)', "HASH_CODE('a')", 'A hash code without sign.', '非负哈希值。'],
    infer: (args) => {
      const [value] = args
      if (value === undefined || args.length !== 1) return refuseTypes('HASH_CODE', args)
      const type = withNullable(INT, value.type.nullable)
      if (hashOf(value.type) !== undefined) return { ok: true, type }
      return value.type.kind === 'TIMESTAMP_LTZ'
        ? refuseTypesLate('HASH_CODE', args, type)
        : refuseTypes('HASH_CODE', args)
    },
    implement: ({ args }) => ({ apply: hashOf((args[0] as Argument).type) as (value: never) => number }),
  }),
]
