import { describe, expect, it } from 'vitest'
import { base64, hex } from './bytes.ts'
import { checkpointText, parseCheckpoint, savedNote, tlogProof, witnessRequest } from './checkpoint.ts'
import { ed25519 } from './ed25519.ts'
import { isSigned, parseNote, parseVerifierKey, signNote, type VerifierKey, verifierKeyText } from './note.ts'
import { emptyRoot, leafHash } from './tree.ts'

const verify = ed25519(crypto.subtle)
const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const signature =
  'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM='
const vector = `This is an example message.\n\n— example.com/foo ${signature}\n`
const key = parseVerifierKey(vkey) as VerifierKey

async function signer(name: string) {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const own = parseVerifierKey(verifierKeyText(name, publicKey)) as VerifierKey
  return {
    key: own,
    note: (text: string) =>
      signNote(
        text,
        own,
        async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message)),
      ),
  }
}
const signed = async (note: string, keys: readonly VerifierKey[]): Promise<boolean | null> => {
  const parsed = parseNote(note)
  return parsed === null ? null : isSigned(parsed, keys, verify)
}

describe('the vector of the signed-note specification', () => {
  it('verifies, and its key comes back as text', async () => {
    expect(hex(key.keyId)).toBe('530d903a')
    expect(verifierKeyText(key.name, key.publicKey)).toBe(vkey)
    expect(await signed(vector, [key])).toBe(true)
  })

  it('does not verify with any letter of it changed', async () => {
    for (let at = 0; at < vector.length; at += 1) {
      const changed =
        vector.slice(0, at) + String.fromCharCode(vector.charCodeAt(at) ^ 1) + vector.slice(at + 1)
      expect([at, (await signed(changed, [key])) === true]).toEqual([at, false])
    }
  })
})

describe('a note', () => {
  it('is good with the signature of one known key, whoever else signed it', async () => {
    const [ours, other] = await Promise.all([signer('ours'), signer('other')])
    const note = await ours.note('text\n')
    const both = note + (await other.note('text\n')).split('\n\n')[1]
    expect(await signed(both, [ours.key])).toBe(true)
    expect(await signed(both, [ours.key, other.key])).toBe(true)
    expect(await signed(note, [other.key])).toBe(false)
    expect(await signed(note, [])).toBe(false)
  })

  it('is not good when a key that is known signed another text', async () => {
    const [ours, other] = await Promise.all([signer('ours'), signer('other')])
    const both = (await ours.note('text\n')) + (await other.note('else\n')).split('\n\n')[1]
    expect(await signed(both, [ours.key, other.key])).toBe(false)
  })

  it('with a blank line in its text is signed whole', async () => {
    const ours = await signer('ours')
    expect(await signed(await ours.note('one\n\ntwo\n'), [ours.key])).toBe(true)
  })

  it.each(['', '\n\n', 'text\n', 'text\n\n', 'text\n\nno dash\n', vector.slice(0, -1), `${vector}\n`])(
    'is not what %j is',
    (text) => {
      expect(parseNote(text)).toBeNull()
    },
  )
})

describe('a verifier key', () => {
  it.each([
    ['another key id', vkey.replace('530d903a', '530d903b')],
    ['upper case', vkey.replace('530d903a', '530D903A')],
    ['another name', vkey.replace('example', 'exemple')],
    ['another type', vkey.replace('Aeky', 'Auky')],
    ['no key', 'example.com/foo+530d903a+'],
    ['a key that is too short', `a+00000000+${base64(new Uint8Array(32).fill(1))}`],
    ['a space in its name', vkey.replace('.com', ' com')],
    ['nothing', ''],
  ])('with %s is none', (_name, text) => {
    expect(parseVerifierKey(text)).toBeNull()
  })
})

describe('a checkpoint', () => {
  it('says its origin, size and root in three lines', async () => {
    const checkpoint = { origin: 'aegisflow/audit/o', size: 12, root: leafHash(new Uint8Array()) }
    const note = await (await signer('aegisflow/audit/o')).note(checkpointText(checkpoint))
    expect(parseCheckpoint(note)).toMatchObject(checkpoint)
    expect(note.split('\n').slice(0, 3)).toEqual(['aegisflow/audit/o', '12', base64(checkpoint.root)])
  })

  it.each([
    ['a size with a leading zero', 'o\n012\nROOT\n'],
    ['a negative size', 'o\n-1\nROOT\n'],
    ['no origin', '\n1\nROOT\n'],
    ['a short root', 'o\n1\nAAAA\n'],
    ['no root', 'o\n1\n'],
  ])('with %s is none', (_name, text) => {
    const note = `${text.replace('ROOT', base64(emptyRoot))}\n— example.com/foo ${signature}\n`
    expect(parseNote(note)).not.toBeNull()
    expect(parseCheckpoint(note)).toBeNull()
  })

  it('is found again in what a witness was sent', () => {
    expect(savedNote(witnessRequest(3, [base64(emptyRoot)], vector))).toBe(vector)
    expect(savedNote(witnessRequest(0, [], vector))).toBe(vector)
    expect(savedNote(vector)).toBe(vector)
  })

  it('stands at the end of a proof file', () => {
    expect(tlogProof(7, ['a', 'b'], vector)).toBe(`c2sp.org/tlog-proof@v1\nindex 7\na\nb\n\n${vector}`)
  })
})
