// Advice on the mode of contact, and the trail. The types are in index.d.ts.
'use strict'

const path = require('node:path')

// The module built for this platform: where BSUP_NODE says, else beside this file.
const native = require(
  process.env.BSUP_NODE ??
    path.join(__dirname, 'prebuilt', `${process.platform}-${process.arch}`, 'blended_supervision.node'),
)

const linesOf = text => text.split('\n').filter(Boolean).map(line => JSON.parse(line))

Object.assign(native.Advice.prototype, {
  json(lang) {
    return JSON.parse(this.jsonText(lang))
  },
  form(options) {
    return JSON.parse(this.formText(options))
  },
})
Object.assign(native.Trail.prototype, {
  async read(who, filter) {
    return linesOf(await this.readText(who, filter))
  },
  async decision(sequence, options) {
    return JSON.parse(await this.decisionText(sequence, options))
  },
})
native.Trail.verify = async (file, options) => JSON.parse(await native.Trail.verifyText(file, options))

// The answers that a form posted: see "The form's view" in the documentation for hosts. Approvals
// cannot come from a form, so what is not true, false, a number or a text is refused. A box for a
// number may hold anything that people type: what is not a number is left out.
function answersOf(fields) {
  const answers = {}
  const answered = []
  const wrong = []
  for (const [name, given] of Object.entries(fields)) {
    if (!name.startsWith('ask.')) continue
    const about = name.slice('ask.'.length)
    const posted = [given].flat().filter(value => value !== '')
    if (posted.length > 0) answered.push(about)
    for (const value of posted) {
      if (!value.startsWith('{')) {
        if (/^\s*\d{1,9}\s*$/.test(value)) answers[about] = Number(value)
        else wrong.push(name)
        continue
      }
      for (const [fact, said] of Object.entries(JSON.parse(value))) {
        if (!['boolean', 'number', 'string'].includes(typeof said))
          throw new TypeError(`${name}: the answer to ${fact} is true, false, a number or a text`)
        answers[fact] = said
      }
    }
  }
  const done = [fields.done ?? []].flat()
  if (done.length > 0) answers.confirmed = done
  const shown = [fields.shown ?? []].flat().filter(Boolean)
  if (shown.length > 0) answers.shown = shown
  return { answers, answered, wrong }
}

module.exports = {
  Policy: native.Policy,
  Mapping: native.Mapping,
  Advice: native.Advice,
  Trail: native.Trail,
  version: native.version,
  answersOf,
}
