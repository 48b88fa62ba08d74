'use strict'

// What the README shows is run, as it stands there.
const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const test = require('node:test')

const root = path.join(__dirname, '../../..')
const readme = fs.readFileSync(path.join(__dirname, '../README.md'), 'utf8')
const blocks = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(each => each[1])

// What a block defines under some names.
function defined(block, names) {
  const find = name => (name === '@blended-supervision/node' ? require('..') : require(name))
  return new Function('require', `${block}\nreturn { ${names} }`)(find)
}

test('the form of a posted page', () => {
  process.chdir(root)
  const { view } = defined(blocks[0], 'view')
  const payload = fs.readFileSync('host-stubs/data/X100010.json', 'utf8')
  const form = view(payload, { date: '2026-11-30', purpose: 'supervision meeting', role: 'counts', mode: 'telephone' })
  assert.equal(form.choice.mode, 'telephone')
})

test('the trail', async t => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readme-'))
  t.after(() => fs.rmSync(folder, { recursive: true }))
  process.chdir(root)
  const { policy, mapping } = defined(blocks[0], 'policy, mapping')
  const payload = fs.readFileSync('host-stubs/data/X100002.json', 'utf8')
  const advice = policy.advise(mapping, { payload, asOf: '2026-11-23' })
  process.chdir(folder)
  const { keep } = defined(blocks[1], 'keep')
  await keep(advice, { id: 'olive' }, { id: 'draft-1', crn: 'X100002', mode: advice.lead })
  assert.ok(fs.existsSync('trail.db'))
  assert.equal(blocks.length, 2)
})
