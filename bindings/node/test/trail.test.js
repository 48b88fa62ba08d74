'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const test = require('node:test')

const { Policy, Mapping, Trail } = require('..')

const root = path.join(__dirname, '../../..')
const policy = new Policy([path.join(root, 'config/policies/england-wales.toml')])
const mapping = new Mapping(path.join(root, 'config/mappings/ndelius.toml'))
const payload = fs.readFileSync(path.join(root, 'host-stubs/data/X100002.json'), 'utf8')
const olive = { id: 'olive', role: 'probation practitioner' }

function folder(t) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'trail-'))
  t.after(() => fs.rmSync(made, { recursive: true }))
  return made
}

test('what was shown and decided is kept, told and verified', async t => {
  const file = path.join(folder(t), 'trail')
  const options = { create: true, keyFile: `${file}.key` }
  const trail = await Trail.open(file, options)
  const advice = policy.advise(mapping, { payload, asOf: '2026-11-23' })
  const shown = await trail.recordAdvice(advice, olive, { person: 'X100002' })
  assert.equal(shown.existed, false)
  assert.ok(shown.time instanceof Date)
  const decided = await trail.record('decision', olive, { answers: shown.sequence, mode: advice.lead })
  await trail.record('read', olive, { person: 'X100002' })
  const reads = await trail.read(olive, { kinds: ['READ'], class: ['statutory'] })
  assert.ok(reads.length > 0)
  assert.match(await trail.show('X100002', olive), /as advised/)
  assert.equal((await trail.read(olive, { kinds: ['DECISION'] })).length, 1)
  assert.ok(await trail.decision(decided.sequence))
  assert.match(await trail.prove(decided.sequence), /^c2sp.org\/tlog-proof@v1/)
  assert.match(await trail.head(), /\n/)
  await trail.close()
  await assert.rejects(async () => trail.head(), /this trail is closed/)
  const verdict = await Trail.verify(file, { keyFile: `${file}.key` })
  assert.match(JSON.stringify(verdict), /intact/)
})

test('many at once are all kept, and what is refused says why', async t => {
  const file = path.join(folder(t), 'trail')
  const trail = await Trail.open(file, { create: true, keyFile: `${file}.key` })
  const advice = policy.advise(mapping, { payload, asOf: '2026-11-23' })
  const people = Array.from({ length: 20 }, (_, n) => `X2000${String(n).padStart(2, '0')}`)
  const receipts = await Promise.all(people.map(person => trail.recordAdvice(advice, olive, { person })))
  assert.equal(new Set(receipts.map(receipt => receipt.sequence)).size, people.length)
  await assert.rejects(trail.record('decision', olive, { answers: receipts[0].sequence, mode: 'fax' }), error => {
    return error.status === 'bad input' && error.details.some(detail => detail.where === '/mode')
  })
  assert.throws(() => trail.record('whim', olive, {}), RangeError)
  assert.throws(() => trail.record('decision', {}, {}), TypeError)
  await trail.close()
})
