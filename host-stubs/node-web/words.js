// What the pages say, in two languages: the catalogues of the example host in C++.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { parse } = require('smol-toml')

// { en, cy }, each with the texts as a tree and with what makes texts of them.
function readWords(folder) {
  const read = lang => new Words(parse(fs.readFileSync(path.join(folder, `${lang}.toml`), 'utf8')))
  return { en: read('en'), cy: read('cy') }
}

class Words {
  constructor(texts) {
    this.texts = texts
  }

  // say('arrange.how', { name: 'Rupert' })
  say(key, parts = {}) {
    const text = key.split('.').reduce((at, name) => at?.[name], this.texts)
    if (typeof text !== 'string') throw new Error(`no words for ${key}`)
    return text.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? '')
  }

  // A code as people say it; the code itself where there are no words for it.
  name(group, code) {
    return this.texts[group][code] ?? code
  }

  // '2026-11-24' as "24 November 2026", with the day of the week where it is asked for.
  day(iso, weekday = false) {
    if (!iso) return ''
    const [year, month, day] = iso.split('-').map(Number)
    const text = `${day} ${this.texts.month[month]} ${year}`
    return weekday ? `${this.texts.weekday[new Date(iso).getUTCDay() || 7]} ${text}` : text
  }
}

// What people type as a day, 24/11/2026, or what a browser does, as 2026-11-24; else null.
function parseDay(text) {
  const found = /^\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*$/.exec(text)
  const iso = found ? `${found[3]}-${found[2].padStart(2, '0')}-${found[1].padStart(2, '0')}` : text
  const day = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : new Date(NaN)
  return !isNaN(day) && day.toISOString().startsWith(iso) ? iso : null
}

// As a field has it: 2026-11-24 as 24/11/2026.
const fieldDay = iso => iso.split('-').map(Number).reverse().join('/')

module.exports = { readWords, parseDay, fieldDay }
