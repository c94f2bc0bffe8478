#!/usr/bin/env node
// What topc hands to other programs, held to those programs' own schemas.
//
//   golden/formats.mjs     TOPC=build/topc; the schemas are fetched once from npm, pinned, into TOPC_TOOLS
//
// JUnit: Jenkins's XSD, by xmllint. action.yml and the workflow of `topc new`: the schemas of GitHub, by
// action-validator. The template for GitLab and the pipeline of `topc new`: GitLab's schema, by ajv. Each judge
// also gets one planted fault, which it has to see. (golden/reports.py has SARIF's, .ci/hooks pre-commit's.)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const topc = resolve(process.env.TOPC ?? join(root, 'build/topc'));
const PINNED = { 'mocha-junit-reporter': '2.2.1', '@action-validator/core': '0.6.0', '@action-validator/cli': '0.6.0', 'gitlab-ci-local': '4.56.2' };
const tools = join(process.env.TOPC_TOOLS ?? join(process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? '/', '.cache'), 'topc-tools'), 'formats-1');
const modules = join(tools, 'node_modules');

if (!existsSync(join(modules, 'gitlab-ci-local'))) {
	mkdirSync(tools, { recursive: true });
	const args = ['install', '--silent', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', '--prefix', tools,
		...Object.entries(PINNED).map(([n, v]) => `${n}@${v}`)];
	if (spawnSync('npm', args, { stdio: 'ignore' }).status !== 0) {
		rmSync(tools, { recursive: true, force: true });
		console.log('skipped: the schemas cannot be fetched');
		process.exit(77);
	}
}

const work = mkdtempSync(join(tmpdir(), 'formats-'));
process.on('exit', () => rmSync(work, { recursive: true }));
let passed = 0;
let failed = 0;
const skipped = [];

// judge: a text to a list of complaints.
function expect(what, judge, text, fault) {
	const said = judge(text);
	const seen = judge(fault(text));
	if (said.length) console.log(`FAIL ${what}: ${said.slice(0, 3).join('; ').slice(0, 600)}`);
	else if (!seen.length) console.log(`FAIL ${what}: the judge does not see a planted fault`);
	if (said.length || !seen.length) failed++;
	else passed++;
}

function run(program, ...args) {
	return spawnSync(program, args, { cwd: work, encoding: 'utf8' });
}

// ---- JUnit ------------------------------------------------------------------------------------------

// What Jenkins's schema does not have and ours does on purpose: GitLab links `file`, and people sum `skipped`.
const EXTRA = [/(<testsuites\b[^>]*?) skipped="[^"]*"/g, /(<testcase\b[^>]*?) file="[^"]*"/g, /(<testcase\b[^>]*?) line="[^"]*"/g];
if (spawnSync('xmllint', ['--version']).error) {
	skipped.push('xmllint is not there');
} else {
	expect('junit', (text) => {
		writeFileSync(join(work, 'x.xml'), EXTRA.reduce((t, e) => t.replaceAll(e, '$1'), text));
		const r = run('xmllint', '--noout', '--schema', join(modules, 'mocha-junit-reporter/test/resources/jenkins-junit.xsd'), 'x.xml');
		return r.status ? r.stderr.split('\n').slice(0, 3) : [];
	}, run(topc, 'check', join(root, 'testdata/report'), '--report', 'junit=-').stdout, (t) => t.replace('<testcase ', '<testcase nmae="x" '));
}

// ---- GitHub -----------------------------------------------------------------------------------------

function github(name) {
	return (text) => {
		writeFileSync(join(work, name), text);
		const r = run(process.execPath, join(modules, '@action-validator/cli/cli.mjs'), name);
		return r.status ? [r.stdout + r.stderr] : r.stdout.trim() ? [r.stdout] : [];
	};
}

expect('action.yml', github('action.yml'), readFileSync(join(root, 'action.yml'), 'utf8'), (t) => t.replace(/^runs:/m, 'rns:'));

// ---- GitLab -----------------------------------------------------------------------------------------

const need = createRequire(join(modules, 'gitlab-ci-local/package.json'));
const { schema } = await import(pathToFileURL(join(modules, 'gitlab-ci-local/src/schema/schema.js')));
const yaml = need('js-yaml');
const Ajv = need('ajv');
const pipeline = new (Ajv.default ?? Ajv)({ strict: false, validateFormats: false, logger: false }).compile(schema);
const gitlab = (text) => (pipeline(yaml.load(text)) ? [] : pipeline.errors.map((e) => `${e.instancePath} ${e.message}`));
const broken = (t) => t.replace(/^ {2}script:/m, '  scrpt:').replace(/when: always/, 'when: [1]');
expect('.gitlab/topc.yml', gitlab, readFileSync(join(root, '.gitlab/topc.yml'), 'utf8'), broken);

// ---- What `topc new` writes ------------------------------------------------------------------------

const templates = join(root, 'templates/new/ci');
for (const name of existsSync(templates) ? readdirSync(templates) : []) {
	const text = readFileSync(join(templates, name), 'utf8').replaceAll('@VERSION@', '0.1.0').replaceAll('@DIR@', 'x');
	if (/gitlab/.test(name)) expect(`topc new: ${name}`, gitlab, text, broken);
	else if (/github/.test(name)) expect(`topc new: ${name}`, github('workflow.yml'), text, (t) => t.replace(/^on:/m, 'onn:'));
}

for (const s of skipped) console.log(`skipped: ${s}`);
console.log(`formats: ${passed} passed, ${failed} failed${skipped.length ? `, skipped: ${skipped.join(', ')}` : ''}`);
process.exit(failed ? 1 : 0);
