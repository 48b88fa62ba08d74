'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const test = require('node:test')
const { Worker } = require('node:worker_threads')

const { Policy, Mapping, Advice, answersOf } = require('..')

const root = path.join(__dirname, '../../..')
const policy = new Policy([path.join(root, 'config/policies/england-wales.toml'), path.join(root, 'config/regions/wales.toml')])
const mapping = new Mapping(path.join(root, 'config/mappings/ndelius.toml'))
const payload = fs.readFileSync(path.join(root, 'host-stubs/data/X100010.json'), 'utf8')
const asOf = '2026-11-23'
const contact = planned => ({
  date: '2026-11-30',
  purpose: 'supervision meeting',
  scheduled: true,
  with: 'person',
  role: 'counts',
  planned,
})

test('advice is the same from a text, a Buffer and an object', () => {
  const given = [payload, Buffer.from(payload), JSON.parse(payload)]
  const texts = given.map(each => policy.advise(mapping, { payload: each, asOf }).jsonText())
  assert.equal(new Set(texts).size, 1)
})

test('the getters say what the JSON says', () => {
  const advice = policy.advise(mapping, { payload, contact: contact('telephone'), asOf })
  const told = advice.json()
  assert.equal(advice.lead, told.outcome.lead)
  assert.equal(advice.firmness, told.outcome.firmness)
  assert.equal(advice.provisional, told.outcome.provisional)
  assert.equal(advice.notice, told.notice.level)
  assert.equal(advice.noticeKey, told.notice.key)
  assert.ok(advice instanceof Advice)
})

test('the form is in both languages, and lists what was answered', () => {
  const fields = { 'ask.contact.private_place': '{"contact.private_place":true}', done: 'domestic-abuse-check-flags', shown: '' }
  const { answers, answered } = answersOf(fields)
  assert.deepEqual(answers, { 'contact.private_place': true, confirmed: ['domestic-abuse-check-flags'] })
  const advice = policy.advise(mapping, { payload, contact: contact('telephone'), answers, asOf })
  const form = advice.form({ answered })
  const asked = form.ask.questions.find(question => question.fact === 'contact.private_place')
  assert.equal(asked.options[0].checked, true)
  assert.equal(form.safeguards.must.find(tick => tick.value === 'domestic-abuse-check-flags').checked, true)
  assert.notEqual(advice.form({ lang: 'cy', answered }).ask.heading, form.ask.heading)
})

test('no form can post an approval', () => {
  assert.throws(() => answersOf({ 'ask.x': '{"approvals":[{"role":"senior probation officer"}]}' }), TypeError)
  assert.throws(() => answersOf({ 'ask.x': '{' }), SyntaxError)
  assert.deepEqual(answersOf({ 'ask.history.misses_in_a_row': '2' }).answers, { 'history.misses_in_a_row': 2 })
  assert.deepEqual(answersOf({ 'ask.x': '', approvals: 'all' }).answers, {})
})

test('a box for a number may hold anything, and says what is not one', () => {
  for (const typed of ['forty', '[1]', 'null', '"approvals"', '-1', '1e3', '0x10'])
    assert.deepEqual(answersOf({ 'ask.x': typed }), { answers: {}, answered: ['x'], wrong: ['ask.x'] }, typed)
  assert.deepEqual(answersOf({ 'ask.x': ' 45 ' }), { answers: { x: 45 }, answered: ['x'], wrong: [] })
})

test('a mistake is said with its place', () => {
  assert.throws(
    () => policy.advise(mapping, { payload, contact: { ...contact('telephone'), date: 'soon' }, asOf }),
    error => error.status === 'bad input' && error.details[0].where.includes('/date'),
  )
  assert.throws(() => policy.advise(mapping, { payload, asOf: '2026-02-30' }), RangeError)
  assert.throws(() => policy.advise({}, { payload, asOf }), TypeError)
  assert.throws(() => new Policy(['no-such-pack.toml']), error => error.status === 'not found' || error.status === 'bad policy')
  assert.throws(() => new Policy('england-wales.toml'), TypeError)
  assert.throws(() => new Advice(), TypeError)
  assert.throws(() => policy.advise(mapping, { payload, asOf }).json('fr'), RangeError)
})

test('the policy of a day is described whole, and without a day what is in force', () => {
  const described = JSON.parse(policy.describe({ asOf }))
  assert.equal(described.modes.find(mode => mode.id === 'office').label.cy, 'Ymweliad swyddfa')
  assert.notEqual(policy.describe({ asOf, region: 'Wales' }), policy.describe({ asOf }))
  assert.ok(JSON.parse(policy.describe()).in_force.length > 1)
  assert.throws(() => policy.describe({ asOf, region: 'Atlantis' }), error => error.status === 'not found' || error.status === 'bad input')
})

test('advice is given again from its input', () => {
  const advice = policy.advise(mapping, { payload, asOf })
  assert.equal(policy.replay(advice.input()).jsonText(), advice.jsonText())
})

test('a worker thread has classes of its own', async () => {
  const worker = new Worker(
    `const { Policy, Mapping } = require(${JSON.stringify(path.join(__dirname, '..'))})
     const { parentPort, workerData } = require('node:worker_threads')
     const policy = new Policy(workerData.packs)
     parentPort.postMessage(policy.advise(new Mapping(workerData.mapping), { payload: workerData.payload, asOf: '2026-11-23' }).lead)`,
    {
      eval: true,
      workerData: {
        packs: [path.join(root, 'config/policies/england-wales.toml')],
        mapping: path.join(root, 'config/mappings/ndelius.toml'),
        payload,
      },
    },
  )
  const lead = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  assert.equal(lead, policy.advise(mapping, { payload, asOf }).lead)
})
