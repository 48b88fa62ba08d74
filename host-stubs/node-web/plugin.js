// The plugin, and the cases that it advises on: one policy, one mapping, one trail.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { Mapping, Policy, Trail, answersOf, version } = require('@blended-supervision/node')
const { fieldDay, parseDay } = require('./words')
const { hash } = require('./security')

class Plugin {
  static async open({ policy, mapping, state, today }) {
    const plugin = new Plugin()
    plugin.today = today
    plugin.policy = new Policy(policy)
    plugin.mapping = new Mapping(mapping)
    plugin.described = JSON.parse(plugin.policy.describe({ asOf: today }))
    const file = path.join(state, 'trail')
    plugin.trail = await Trail.open(file, { create: true, keyFile: `${file}.key` })
    return plugin
  }

  // Of a mode, a reason code or somebody who approves; the id where the policy has none.
  label(list, id, lang) {
    return this.described[list].find(each => each.id === id)?.label[lang] ?? id
  }

  advise(person, form) {
    const contact = { date: parseDay(form.date) ?? this.today, scheduled: true, with: 'person' }
    // What is not known is left out.
    if (form.purpose) contact.purpose = form.purpose
    if (form.role) contact.role = form.role
    if (form.mode) contact.planned = form.mode
    const { answers } = answersOf(form)
    return this.policy.advise(this.mapping, { payload: person.payload, contact, answers, asOf: this.today })
  }

  // What a page shows of it. Null where the plugin cannot read the case, whatever the form says.
  view(person, form, lang) {
    try {
      return this.advise(person, form).form({ lang, answered: answersOf(form).answered })
    } catch (error) {
      if (this.begin(person)) throw error
      return null
    }
  }

  // The form of a contact that nobody has filled in: the next appointment of the case, or null.
  begin(person) {
    try {
      const advice = this.policy.advise(this.mapping, { payload: person.payload, asOf: this.today })
      const { date, purpose, role } = advice.json().contact
      return { date: fieldDay(date ?? this.today), purpose: purpose ?? '', role: role ?? '' }
    } catch {
      return null
    }
  }

  // The same ways to meet, and nothing about them.
  viewWithout(form, lang) {
    const modes = this.described.modes.map(({ id }) => ({
      mode: id,
      label: this.label('modes', id, lang),
      chosen: id === form.mode,
      reasons: [],
    }))
    return { language: lang, modes, roles: [], purposes: [], cadence: [] }
  }

  // Changes when what the advice was shown on does.
  basis(person) {
    return hash([person.payload, this.policy.digest, this.mapping.digest, version, this.today].join('\n'))
  }

  who(user, operationId) {
    return { id: user.id, role: 'probation practitioner', service: 'example case management in Node', operationId }
  }
}

// By case number.
function readCases(folder, restricted) {
  const cases = new Map()
  for (const name of fs.readdirSync(folder).filter(each => /^X.*\.json$/.test(each))) {
    const payload = fs.readFileSync(path.join(folder, name), 'utf8')
    const { crn, personalDetails, tierV3, roshWidget, overview } = JSON.parse(payload)
    const { forename, surname } = personalDetails.name
    cases.set(crn, {
      crn,
      payload,
      forename,
      surname,
      born: personalDetails.dateOfBirth,
      tier: tierV3?.tierScore ?? '',
      rosh: roshWidget?.overallRisk ?? '',
      next: overview?.schedule?.nextAppointment?.date,
      only: restricted.find(each => each.crn === crn)?.only,
    })
  }
  return cases
}

const maySee = (person, user) => !person.only || person.only.includes(user.id)

module.exports = { Plugin, readCases, maySee }
