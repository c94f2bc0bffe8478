// properties.mjs: makes templates/data/properties.tab: what resources of CloudFormation take.
//
//   node templates/data/properties.mjs [OUT]        (needs npm, tar and the network; `make data` runs it)
//
// Source: npm @aws-cdk/aws-service-spec (Apache-2.0), pinned below as in replace.mjs.
//
// The file, text: line 1 says what it is. Then a line for each type, sorted by bytes: the type, its
// properties. Marks behind a name: `!` it must be there; `[` a list; `=` any map; `#` a number; `~` true
// or false; `(` a map, or a list of maps, with the names that follow up to the word `)`. What several
// types may be has none of these but `!`. A type with `*` behind it is too large: of maps below its
// second level nothing is said. ir/kinds/resource_data.c reads it in place.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@aws-cdk/aws-service-spec';
const VERSION = '0.1.216';
const DATE = '2026-09-29';
const PINNED = 'sha512-O3Lu6v6J6RnI+Eenklbw8237kV64cTpM94QEXmlcmsIAzhcKrdd+qApZhlTL+H3IDt1JP6Vphbd+OOmq6r8pqw==';
const DEPTH = 3; // of maps in maps
const LARGEST = 8000; // bytes of a line

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'properties.tab');
const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function load() {
	const folder = mkdtempSync(join(tmpdir(), 'properties-'));
	try {
		const name = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, `${PACKAGE}@${VERSION}`],
			{ encoding: 'utf8' }).trim().split('\n').pop();
		const file = join(folder, name);
		const digest = 'sha512-' + createHash('sha512').update(readFileSync(file)).digest('base64');
		if (digest !== PINNED)
			throw new Error(`${name}: ${digest} is not the pinned digest`);
		execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, file]);
		return createRequire(join(folder, 'x.js'))(PACKAGE).loadAwsServiceSpecSync();
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const PLAIN = { number: '#', integer: '#', boolean: '~', map: '=', json: '' };

function words(db, properties, depth, most, seen) {
	const list = [];
	for (const [name, p] of Object.entries(properties).sort(([a], [b]) => byBytes(a, b))) {
		let type = p.type;
		let mark = '';
		if (type.type === 'array') {
			mark = '[';
			type = type.element;
		}
		const below = type.type === 'ref' && depth < most && !seen.has(type.reference.$ref);
		if (!mark && type.type !== 'ref')
			mark = PLAIN[type.type] ?? '';
		list.push(`${name}${mark}${p.required ? '!' : ''}${below ? '(' : ''}`);
		if (below) {
			const def = db.get('typeDefinition', type.reference.$ref);
			list.push(...words(db, def.properties, depth + 1, most, new Set([...seen, type.reference.$ref])), ')');
		}
	}
	return list;
}

const db = load();
const lines = [`properties.tab ${DATE} npm ${PACKAGE} ${VERSION}`];
for (const r of db.all('resource').sort((a, b) => byBytes(a.cloudFormationType, b.cloudFormationType))) {
	let line = [r.cloudFormationType, ...words(db, r.properties, 0, DEPTH, new Set())].join(' ');
	if (line.length > LARGEST)
		line = [`${r.cloudFormationType}*`, ...words(db, r.properties, 0, 1, new Set())].join(' ');
	lines.push(line);
}
writeFileSync(out, lines.join('\n') + '\n');
