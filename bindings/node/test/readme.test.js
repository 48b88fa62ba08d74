'use strict'

// What the README shows is done, as it stands there: installed, started, asked.
const assert = require('node:assert/strict')
const { execSync, spawn } = require('node:child_process')
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const path = require('node:path')
const test = require('node:test')

const root = path.join(__dirname, '../../..')
const readme = fs.readFileSync(path.join(__dirname, '../README.md'), 'utf8')
const blocks = [...readme.matchAll(/```(?:js|html)\n([\s\S]*?)```/g)].map(each => each[1])

function folder(t) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'readme-'))
  t.after(() => fs.rmSync(made, { recursive: true }))
  return made
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  const { port } = server.address()
  await new Promise(done => server.close(done))
  return port
}

// Asks until it is there, or the service has ended.
async function whenThere(url, service) {
  while (service.exitCode === null) {
    try {
      return await fetch(url)
    } catch {
      await new Promise(done => setTimeout(done, 100))
    }
  }
  throw new Error('the service has ended')
}

test('from npm install to advice on a form', async t => {
  const mine = folder(t)
  const [, install] = /^ {4}(npm install [^]*?[^\\])$/m.exec(readme)
  const here = install.replaceAll('../blended-supervision', root)
  execSync(`${here} --ignore-scripts --prefer-offline --no-audit --no-fund`, { cwd: mine, stdio: 'pipe' })
  fs.writeFileSync(path.join(mine, 'app.js'), blocks[0])
  fs.mkdirSync(path.join(mine, 'views'))
  fs.writeFileSync(path.join(mine, 'views/arrange.njk'), blocks[1])
  const port = await freePort()
  const service = spawn(process.execPath, ['app.js'], {
    cwd: mine,
    env: { ...process.env, PORT: port, CHECKOUT: root },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  t.after(() => service.kill())

  const url = `http://127.0.0.1:${port}`
  const shown = await (await whenThere(`${url}/arrange`, service)).text()
  assert.match(shown, /<contact-mode-advice endpoint="[^"]+"/, 'the advice is on the form, as HTML')
  assert.match(shown, /type="radio" value="telephone"/)
  assert.doesNotMatch(shown, /\{\{|&lt;contact-mode-advice/)
  const fields = { date: '2026-11-30', purpose: 'supervision meeting', mode: 'telephone' }
  const live = await fetch(`${url}/arrange/advice`, { method: 'POST', body: new URLSearchParams(fields) })
  assert.equal((await live.json()).choice.mode, 'telephone', 'and follows a change')
  const posted = await fetch(`${url}/arrange`, { method: 'POST', body: new URLSearchParams(fields) })
  assert.match(await posted.text(), /value="telephone"[^>]* checked/, 'without a script too')
  for (const name of ['js', 'css']) assert.equal((await fetch(`${url}/assets/contact-mode-advice.${name}`)).status, 200)
})

test('the trail', async t => {
  const { Mapping, Policy } = require('..')
  const at = file => path.join(root, file)
  const policy = new Policy([at('config/policies/england-wales.toml')])
  const payload = fs.readFileSync(at('host-stubs/data/X100002.json'), 'utf8')
  const advice = policy.advise(new Mapping(at('config/mappings/ndelius.toml')), { payload, asOf: '2026-11-23' })
  const before = process.cwd()
  process.chdir(folder(t))
  t.after(() => process.chdir(before))
  const { keep } = new Function('require', `${blocks[2]}\nreturn { keep }`)(() => require('..'))
  await keep(advice, { id: 'olive' }, { id: 'draft-1', crn: 'X100002', mode: advice.lead })
  assert.ok(fs.existsSync('trail.db'))
  assert.equal(blocks.length, 3)
})
