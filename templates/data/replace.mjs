// replace.mjs: makes templates/data/replace.tab: which changes of a property make CloudFormation replace
// a resource. (replace-tf.mjs does the same for Terraform.)
//
//   node templates/data/replace.mjs [OUT]        (needs npm, tar and the network; `make data` runs it)
//
// Source: npm @aws-cdk/aws-service-spec (Apache-2.0), pinned below by version and sha512.
//
// The file, text: line 1 says what it is. Then a line for each type, sorted by bytes: the type (`*`
// behind it: it holds data that is lost with it), then its properties, sorted, separated by blanks. A mark
// behind a property says what a change of it does: `!` replaces, `?` may replace, nothing: updates in
// place. `#` behind `!`: it is the resource's name, which no two resources can have at a time. A
// property with dots is a part of one that as a whole does not replace. compiler/diff_rule.c reads it in place.
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
const DEPTH = 6; // of types in types; some hold themselves
// Types that hold data and are not marked in the source.
const STATEFUL = ['AWS::Cognito::IdentityPool', 'AWS::ECR::Repository', 'AWS::S3::DirectoryBucket', 'AWS::S3Tables::TableBucket',
	'AWS::Timestream::Table', 'AWS::MemoryDB::Cluster', 'AWS::DSQL::Cluster', 'AWS::Kinesis::Stream', 'AWS::SSM::Parameter'];

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'replace.tab');
const byBytes = (a, b) => (Buffer.compare(Buffer.from(a), Buffer.from(b)));

function load() {
	const folder = mkdtempSync(join(tmpdir(), 'replace-'));
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

const MARK = { yes: '!', maybe: '?', no: '' };

function cloudformation(db) {
	const rows = new Map();
	for (const r of db.all('resource')) {
		const names = (r.primaryIdentifier ?? []).filter((n) => r.properties[n]?.causesReplacement === 'yes');
		const list = [];
		const parts = (type, path, depth, seen) => {
			if (!type || depth > DEPTH)
				return;
			if (type.type === 'array' || type.type === 'map')
				return parts(type.element, path, depth, seen);
			if (type.type === 'union')
				return type.types.forEach((t) => parts(t, path, depth, seen));
			if (type.type !== 'ref' || seen.has(type.reference.$ref))
				return;
			const def = db.get('typeDefinition', type.reference.$ref);
			for (const [name, p] of Object.entries(def.properties)) {
				if (MARK[p.causesReplacement])
					list.push(`${path}.${name}${MARK[p.causesReplacement]}`);
				else
					parts(p.type, `${path}.${name}`, depth + 1, new Set([...seen, type.reference.$ref]));
			}
		};
		for (const [name, p] of Object.entries(r.properties)) {
			const mark = MARK[p.causesReplacement ?? 'no'];
			list.push(name + mark + (mark === '!' && names.length === 1 && names[0] === name ? '#' : ''));
			if (mark !== '!')
				parts(p.type, name, 0, new Set());
		}
		const stateful = (r.isStateful && r.cloudFormationType !== 'AWS::CloudFormation::Stack') || STATEFUL.includes(r.cloudFormationType);
		rows.set(r.cloudFormationType, { stateful, list: [...new Set(list)] });
	}
	return rows;
}

const rows = cloudformation(load());
const lines = [...rows].sort(([a], [b]) => byBytes(a, b))
	.map(([type, r]) => [type + (r.stateful ? '*' : ''), ...r.list.sort(byBytes)].join(' '));
writeFileSync(out, `replace.tab ${DATE} npm ${PACKAGE} ${VERSION}\n${lines.join('\n')}\n`);
