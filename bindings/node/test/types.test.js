'use strict'

// The types are checked against the module: what index.d.ts declares is there, and nothing else is.
const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const test = require('node:test')

const library = require('..')

const declared = fs.readFileSync(path.join(__dirname, '../index.d.ts'), 'utf8')

// The names of a class in the types: members, and those that are static.
function declaredOf(name) {
  const [, body] = new RegExp(`export class ${name} \\{([\\s\\S]*?)\\n\\}`).exec(declared)
  const names = [...body.matchAll(/^ {2}(static )?(?:readonly )?(\w+)[(:]/gm)]
  return {
    members: names.filter(each => !each[1] && each[2] !== 'constructor').map(each => each[2]),
    statics: names.filter(each => each[1]).map(each => each[2]),
  }
}

// Texts from which a typed member is made.
const RAW = ['readText', 'decisionText', 'verifyText']

for (const name of ['Policy', 'Mapping', 'Advice', 'Trail']) {
  test(`${name} is as its types say`, () => {
    const { members, statics } = declaredOf(name)
    const there = Object.getOwnPropertyNames(library[name].prototype).filter(each => each !== 'constructor' && !RAW.includes(each))
    assert.deepEqual(members.sort(), there.sort())
    const made = Object.getOwnPropertyNames(library[name]).filter(each => !['length', 'name', 'prototype', 'arguments', 'caller', ...RAW].includes(each))
    assert.deepEqual(statics.sort(), made.sort())
  })
}

test('a member that is not declared is seen', () => {
  assert.ok(!declaredOf('Advice').members.includes('nothing'))
  assert.ok(declaredOf('Advice').members.length > 8)
})

test('the form has the members that its type has', () => {
  const schema = JSON.parse(fs.readFileSync(path.join(__dirname, '../../../plugin/docs/form.schema.json'), 'utf8'))
  const [, body] = /export interface FormView \{([\s\S]*?)\n\}/.exec(declared)
  const names = [...body.matchAll(/^ {2}(\w+):/gm)].map(each => each[1])
  assert.deepEqual(names, schema.required)
})
