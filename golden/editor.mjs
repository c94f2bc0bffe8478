// What an editor shows: yaml-language-server and the JSON server of Visual Studio Code, over their
// protocol on stdio, on what `topc init` writes and on faults planted in it. golden/editor.sh runs it.
//
//   node editor.mjs MODULES GOOD-DIR... -- BAD-FILE...
//
// Each topology, function, vars and roles file of the good folders names its schema itself and has no
// finding. A bad file has findings on just the lines that end in `#~`.
import { spawn } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"

const [modules, ...rest] = process.argv.slice(2)
const good = rest.slice(0, rest.indexOf("--")), bad = rest.slice(rest.indexOf("--") + 1)
const PATIENCE = 60000
const settings = { yaml: { validate: true, schemaStore: { enable: false } }, json: { validate: { enable: true } }, http: {}, editor: {}, files: {} }
const late = what => new Promise((_, no) => setTimeout(() => no(new Error(`no answer: ${what}`)), PATIENCE).unref())

class Server {
	constructor(program, language) {
		this.language = language
		this.buffer = Buffer.alloc(0)
		this.last = 0
		this.answers = new Map()
		this.findings = new Map()
		this.child = spawn(process.execPath, [path.join(modules, program), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] })
		this.child.stdout.on("data", chunk => this.read(chunk))
	}

	send(message) {
		const text = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }))
		this.child.stdin.write(`Content-Length: ${text.length}\r\n\r\n`)
		this.child.stdin.write(text)
	}

	read(chunk) {
		this.buffer = Buffer.concat([this.buffer, chunk])
		for (;;) {
			const head = this.buffer.indexOf("\r\n\r\n")
			if (head < 0) return
			const length = +/Content-Length: (\d+)/i.exec(this.buffer.subarray(0, head))[1]
			if (this.buffer.length < head + 4 + length) return
			const message = JSON.parse(this.buffer.subarray(head + 4, head + 4 + length))
			this.buffer = this.buffer.subarray(head + 4 + length)
			this.take(message)
		}
	}

	take(message) {
		if (message.id !== undefined && message.method) { // the server asks
			const result = message.method === "workspace/configuration" ? message.params.items.map(i => settings[i.section] ?? null) : null
			this.send({ id: message.id, result })
		} else if (message.id !== undefined) this.answers.get(message.id)?.(message)
		else if (message.method === "textDocument/publishDiagnostics") this.findings.get(message.params.uri)?.(message.params.diagnostics)
	}

	ask(method, params) {
		return Promise.race([late(method), new Promise(ok => { this.answers.set(++this.last, ok); this.send({ id: this.last, method, params }) })])
	}

	async start() {
		const capabilities = { workspace: { configuration: true }, textDocument: { publishDiagnostics: {} } }
		await this.ask("initialize", { processId: process.pid, rootUri: null, capabilities, initializationOptions: { handledSchemaProtocols: ["file"] } })
		this.send({ method: "initialized", params: {} })
		this.send({ method: "workspace/didChangeConfiguration", params: { settings } })
	}

	// The findings of a file as an editor would show them once it is open.
	open(file) {
		const uri = pathToFileURL(file).href
		const text = fs.readFileSync(file, "utf8")
		return Promise.race([late(file), new Promise(ok => {
			this.findings.set(uri, ok)
			this.send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: this.language, version: 1, text } } })
		})])
	}
}

const yaml = new Server("yaml-language-server/bin/yaml-language-server", "yaml")
const json = new Server("vscode-json-languageserver/bin/vscode-json-languageserver", "json")
const open = file => (file.endsWith(".json") ? json : yaml).open(file)

const kind = /(^|\/)(topology\.ya?ml|topology\.json|function\.ya?ml|function\.json|vars\/[^/]+\.json|roles\/[^/]+\.json)$/
function* walk(dir) {
	for (const e of fs.readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
		if (e.isDirectory()) { if (e.name !== ".topc" && e.name !== "build") yield* walk(path.join(dir, e.name)) }
		else if (kind.test(path.join(dir, e.name))) yield path.join(dir, e.name)
}

let passed = 0
const failed = []
const said = list => list.map(d => `${d.range.start.line + 1}: ${d.message}`).join("; ")
try {
	await yaml.start()
	await json.start()
	for (const dir of good)
		for (const file of walk(dir)) {
			const list = await open(file)
			if (!/\$schema/.test(fs.readFileSync(file, "utf8"))) failed.push(`${file} names no schema`)
			else if (list.length) failed.push(`${file}: ${said(list)}`)
			else passed++
		}
	for (const file of bad) {
		const want = fs.readFileSync(file, "utf8").split("\n").flatMap((l, i) => (/#~|"#~"/.test(l) ? [i + 1] : []))
		const list = await open(file)
		const got = [...new Set(list.map(d => d.range.start.line + 1))].sort((a, b) => a - b)
		if (JSON.stringify(got) === JSON.stringify(want)) passed++
		else failed.push(`${file}: findings on lines ${got}, wanted ${want}: ${said(list)}`)
	}
} catch (e) {
	failed.push(String(e.message))
}
yaml.child.kill()
json.child.kill()
for (const f of failed) console.log(`FAIL ${f}`)
console.log(`editor: ${passed} passed, ${failed.length} failed`)
process.exit(failed.length ? 1 : 0)
