// The schemas of `topc schema` against what `topc check` says, by ajv: golden/schemas.sh runs it.
//
//   node schemas.mjs TOPC TWIN MODULES ROOT WORK
//
// Valid: all of testdata/ok, the acceptance systems where they are, and what stands under `## Works`
// in the pages of templates/explain. Invalid: what stands under `## Fails` in the pages of TC1xxx, but
// for the codes below, which no schema can say. Each mutation of a good file by an unknown key, a
// wrong type or a word that is none is invalid too.
import { execFileSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { createRequire } from "node:module"

const [topc, twin, modules, root, work] = process.argv.slice(2)
const Ajv = createRequire(modules + "/")("ajv")

const beyond = {
	TC1007: "a range of a number with a unit; those of plain numbers are tried below",
	TC1008: "a leading zero is gone once YAML is read",
	TC1009: "hours that are no whole days",
	TC1017: "a key beside its entity may be an entity's name",
	TC1019: "keys that do not go together with what others say",
	TC1020: "the same name in two places",
	TC1021: "a count over all files",
	TC1026: "the parts of an ARN",
	TC1025: "control characters in keys",
	TC1024: "functions may stand in folders",
}

let passed = 0
const failed = []
const no = (what, errors) => failed.push(`${what}: ${errors ? JSON.stringify(errors.map(e => e.instancePath + " " + e.message).slice(0, 4)) : ""}`)

const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false, allErrors: false })
const schema = {}
for (const name of ["topology", "function", "vars", "roles"]) {
	const text = JSON.parse(execFileSync(topc, ["schema", name], { maxBuffer: 1 << 26 }))
	schema[name] = ajv.compile(text)
	passed++
}

// Which schema a file is for.
const kind = file =>
	/(^|\/)topology\.(ya?ml|json)$/.test(file) ? "topology" :
	/(^|\/)function\.(ya?ml|json)$/.test(file) ? "function" :
	/(^|\/)vars\/[^/]+\.json$/.test(file) ? "vars" :
	/(^|\/)roles\/[^/]+\.json$/.test(file) ? "roles" : null

const read = file => JSON.parse(execFileSync(twin, [file], { maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] }))

function* walk(dir) {
	for (const e of fs.readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
		if (e.isDirectory()) { if (e.name !== "as-printed" && e.name !== ".git") yield* walk(path.join(dir, e.name)) }
		else yield path.join(dir, e.name)
}

const good = []
function valid(file, label) {
	const k = kind(file)
	if (!k) return
	const doc = read(file)
	if (schema[k](doc)) { passed++; good.push([k, doc, label]) }
	else no(`${label}: refused by the ${k} schema`, schema[k].errors)
}

const compiles = dir => {
	try { execFileSync(topc, ["check", "-q", dir], { stdio: "ignore" }); return true } catch { return false }
}
for (const dir of ["testdata/ok", "docs/examples", "../shared/acceptance"].map(d => path.join(root, d)))
	if (fs.existsSync(dir))
		for (const one of fs.readdirSync(dir).map(d => path.join(dir, d)).filter(d => fs.statSync(d).isDirectory()).sort())
			if (compiles(one)) for (const file of walk(one)) valid(file, path.relative(root, file))
			else if (!dir.includes("shared")) no(`${one} does not compile`)

// The fenced files of a section of a page.
function files(page, title) {
	const out = []
	let on = false, open = null
	for (const line of fs.readFileSync(page, "utf8").split("\n")) {
		if (/^## /.test(line) && !open) on = line === "## " + title
		else if (/^```/.test(line)) {
			if (open) { out.push(open); open = null }
			else open = { name: on ? (line.split(" ")[1] ?? null) : null, text: "" }
		} else if (open) open.text += line + "\n"
	}
	return out.filter(f => f.name && kind(f.name))
}

const pages = path.join(root, "templates/explain")
for (const page of fs.readdirSync(pages).sort()) {
	const code = page.replace(".md", "")
	const put = f => {
		const file = path.join(work, f.name)
		fs.mkdirSync(path.dirname(file), { recursive: true })
		fs.writeFileSync(file, f.text)
		return file
	}
	for (const f of files(path.join(pages, page), "Works")) {
		let file = put(f)
		try { read(file) } catch { continue } // it includes other files
		valid(file, `${page} Works ${f.name}`)
	}
	if (!/^TC1/.test(code) || code in beyond) continue
	const fails = files(path.join(pages, page), "Fails")
	if (!fails.length) continue
	const refused = fails.some(f => {
		const file = put(f)
		try { return !schema[kind(f.name)](read(file)) } catch { return true }
	})
	if (refused) passed++
	else no(`${page}: no schema refuses what stands under Fails`)
}

// One change at a time to each good file.
let changed = 0
function* mutations(doc) {
	yield ["an unknown key", { ...doc, unknown_key_of_nobody: 1 }]
	if (doc.name !== undefined) yield ["a list for a name", { ...doc, name: [1] }]
	if (doc.runtime && typeof doc.runtime === "object") {
		yield ["an unknown key of runtime", { ...doc, runtime: { ...doc.runtime, memroy_size: 128 } }]
		yield ["memory out of range", { ...doc, runtime: { ...doc.runtime, memory_size: 64 } }]
		yield ["a word for a time", { ...doc, runtime: { ...doc.runtime, timeout: "soon" } }]
		yield ["a word that is none", { ...doc, runtime: { ...doc.runtime, arch: "sparc" } }]
	}
	for (const section of ["queues", "topics", "buckets", "functions", "routes", "events", "schedules", "secrets"]) {
		const s = doc[section]
		if (!s || typeof s !== "object" || Array.isArray(s)) continue
		yield [`${section} as a list`, { ...doc, [section]: [s] }]
		for (const [name, e] of Object.entries(s).slice(0, 3))
			if (e && typeof e === "object" && !Array.isArray(e) && name !== "consumes" && name !== "produces" && name !== "shared")
				yield [`an unknown key of ${section}.${name}`, { ...doc, [section]: { ...s, [name]: { ...e, no_such_key: 1 } } }]
	}
}
for (const [k, doc, label] of good) {
	if (k !== "topology" && k !== "function" || !doc || typeof doc !== "object") continue
	for (const [what, changedDoc] of mutations(doc)) {
		changed++
		if (schema[k](changedDoc)) no(`${label}: ${what} is accepted`)
		else passed++
	}
}
for (const f of failed) console.log("FAIL " + f)
console.log(`schemas: ${passed} passed, ${failed.length} failed (${good.length} good files, ${changed} changes of them)`)
process.exit(failed.length ? 1 : 0)
