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
// cannot come from a form, so what is not true, false, a number or a text is refused.
function answersOf(fields) {
  const answers = {}
  const answered = []
  for (const [name, given] of Object.entries(fields)) {
    if (!name.startsWith('ask.')) continue
    const about = name.slice('ask.'.length)
    const posted = [given].flat().filter(value => value !== '')
    if (posted.length > 0) answered.push(about)
    for (const value of posted) {
      const answer = JSON.parse(value)
      const object = typeof answer === 'number' ? { [about]: answer } : answer
      if (object === null || typeof object !== 'object' || Array.isArray(object))
        throw new TypeError(`${name}: an answer is a JSON object or a number`)
      for (const [fact, said] of Object.entries(object)) {
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
  return { answers, answered }
}

module.exports = {
  Policy: native.Policy,
  Mapping: native.Mapping,
  Advice: native.Advice,
  Trail: native.Trail,
  version: native.version,
  answersOf,
}
