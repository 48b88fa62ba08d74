// The application: what every request passes, then the pages.
'use strict'

const fs = require('node:fs')
const { STATUS_CODES } = require('node:http')
const path = require('node:path')
const express = require('express')
const nunjucks = require('nunjucks')
const { parse } = require('smol-toml')
const page = require('@blended-supervision/page')
const { addPages } = require('./pages')
const { Plugin, maySee, readCases } = require('./plugin')
const { Sessions, door } = require('./security')
const { readWords } = require('./words')

const packages = path.join(__dirname, 'node_modules')
const assets = [
  path.join(__dirname, 'public/web.css'),
  path.join(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.js'),
  path.join(packages, '@ministryofjustice/frontend/moj/moj-frontend.min.js'),
  path.join(page.folder, 'contact-mode-advice.js'),
  path.join(__dirname, 'assets/supported.js'),
  path.join(__dirname, 'assets/web.js'),
]

// `names`: gives the names by which a browser reaches this host.
async function makeApp(options, names) {
  const { user: users, restricted } = parse(fs.readFileSync(path.join(options.web, 'users.toml'), 'utf8'))
  const words = readWords(path.join(options.web, 'words'))
  const cases = readCases(options.data, restricted)
  const plugin = await Plugin.open(options)
  const sessions = new Sessions()

  const app = express()
  app.disable('x-powered-by').disable('etag').set('view engine', 'njk')
  const folders = [path.join(__dirname, 'views'), path.join(packages, 'govuk-frontend/dist'), path.join(packages, '@ministryofjustice/frontend')]
  page.addTo(nunjucks.configure(folders, { autoescape: true, express: app }))

  app.use(door(names))
  for (const file of assets)
    app.get(`/assets/${path.basename(file)}`, (_, answer) => answer.sendFile(file, { etag: false, headers: { 'Cache-Control': 'max-age=3600' } }))
  app.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 100 }))
  app.use((request, answer, next) => {
    const asked = request.query.lang
    request.lang = (asked ?? /(?:^|; )language=(\w+)/.exec(request.headers.cookie ?? '')?.[1]) === 'cy' ? 'cy' : 'en'
    if (asked) answer.append('Set-Cookie', `language=${request.lang}; Path=/; HttpOnly; SameSite=Lax`)
    request.words = words[request.lang]
    request.session = sessions.find(request)
    const person = crn => [cases.get(crn)].find(each => each && request.session && maySee(each, request.session.user))
    request.person = person
    Object.assign(answer.locals, {
      t: request.words.texts,
      lang: request.lang,
      path: request.path,
      user: request.session?.user,
      csrf: request.session?.csrf,
      today: request.words.day(plugin.today, true),
      policy: `${plugin.described.title[request.lang]}, ${plugin.described.version}`,
    })
    next()
  })
  addPages(app, { cases, plugin, sessions, users: users.filter(each => each.role === 'practitioner') })
  app.use((request, answer) => answer.status(404).render('not-there', { title: request.words.say('not-there.title') }))
  // eslint-disable-next-line no-unused-vars -- Express knows it by its four arguments
  app.use((error, request, answer, next) => {
    // The message may quote a case, so neither the answer nor the log has it.
    const status = Number(error.status) || (error.status === 'bad input' ? 400 : 503)
    console.error(`${request.method} ${request.route?.path ?? '-'} ${status} ${error.name}`)
    answer.status(status).type('text/plain').send(`${STATUS_CODES[status]}\n`)
  })
  return { app, close: () => plugin.trail.close() }
}

module.exports = { makeApp }
