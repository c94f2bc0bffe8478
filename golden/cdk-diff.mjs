#!/usr/bin/env node
// `topc diff OLD NEW` beside npm's @aws-cdk/cloudformation-diff on generated pairs of templates.
//
//   golden/cdk-diff.mjs     TOPC=build/topc; the package is fetched once, pinned, into TOPC_TOOLS
//
// 1. Every property of every resource type of the specification, changed once.
// 2. Every property of every resource that the good topologies compile to, changed once.
// 3. Pairs made by hand: followers, removals, renames, policies.
// For each resource both say whether it is added, removed, updated, may be or is replaced; where they differ
// the reason must be one of those below. Access: whatever topc finds wider the other must find broadened.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const topc = resolve(process.env.TOPC ?? join(root, 'build/topc'));
const PINNED = { '@aws-cdk/cloudformation-diff': '2.187.5', '@aws-cdk/aws-service-spec': '0.1.216' };
const tools = join(process.env.TOPC_TOOLS ?? join(process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? '/', '.cache'), 'topc-tools'),
	`cdk-diff-${PINNED['@aws-cdk/cloudformation-diff']}-${PINNED['@aws-cdk/aws-service-spec']}`);

function skip(why) {
	console.log(`skipped: ${why}`);
	process.exit(77);
}

if (!existsSync(join(tools, 'node_modules/@aws-cdk/cloudformation-diff/lib/index.js'))) {
	mkdirSync(tools, { recursive: true });
	const args = ['install', '--silent', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', '--prefix', tools,
		...Object.entries(PINNED).map(([n, v]) => `${n}@${v}`)];
	if (spawnSync('npm', args, { stdio: 'ignore' }).status !== 0)
		skip('@aws-cdk/cloudformation-diff cannot be fetched');
}
const need = createRequire(join(tools, 'x.js'));
const { fullDiff, ResourceImpact } = need('@aws-cdk/cloudformation-diff');
const db = need('@aws-cdk/aws-service-spec').loadAwsServiceSpecSync();

const work = mkdtempSync(join(tmpdir(), 'cdk-cases-'));
process.on('exit', () => rmSync(work, { recursive: true }));

// What the tool that is not ours says, in our words.
const words = {
	[ResourceImpact.WILL_CREATE]: 'add', [ResourceImpact.WILL_DESTROY]: 'remove', [ResourceImpact.WILL_ORPHAN]: 'remove',
	[ResourceImpact.WILL_UPDATE]: 'update', [ResourceImpact.MAY_REPLACE]: 'mayReplace', [ResourceImpact.WILL_REPLACE]: 'replace',
};

function ours(before, after) {
	writeFileSync(join(work, 'old.json'), JSON.stringify(before));
	writeFileSync(join(work, 'new.json'), JSON.stringify(after));
	const run = spawnSync(topc, ['diff', 'old.json', 'new.json', '--format', 'json'],
		{ cwd: work, encoding: 'utf8', maxBuffer: 1 << 30 });
	if (run.status !== 0)
		throw new Error(`topc: exit ${run.status}\n${run.stderr}`);
	const report = JSON.parse(run.stdout);
	const of = new Map();
	for (const r of report.resources) {
		if (r.action === 'rename') { // the other tool knows ids only
			of.set(r.was, { ...r, action: 'remove' });
			of.set(r.logicalId, { ...r, action: 'add' });
		} else {
			of.set(r.logicalId, r);
		}
	}
	return { of, access: report.access.verdict };
}

function theirs(before, after) {
	const diff = fullDiff(structuredClone(before), structuredClone(after));
	const of = new Map();
	diff.resources.forEachDifference((id, change) => {
		if (words[change.changeImpact])
			of.set(id, words[change.changeImpact]);
	});
	return { of, broadened: diff.permissionsBroadened };
}

// Why we differ, on purpose; the first that holds counts.
const reasons = [
	['a part of the property replaces, which the other does not look at', (o, t) =>
		o && ['mayReplace', 'replace'].includes(o.action) && t === 'update' &&
		o.changes.some((c) => c.replaces !== 'never' && /^\/Properties\/[^/]+\/./.test(c.pointer))],
	['a reference inside Fn::Sub or Fn::Join follows too', (o, t) => o && o.follows && !t],
	['something that follows is said where the other says nothing', (o, t) => o && o.action === 'follows' && !t],
	['what follows is an update to the other', (o, t) => o && o.action === 'follows' && t === 'update'],
	['only the order of a set changed, or 1 became "1"', (o, t) => !o && t === 'update'],
	['a custom resource: the other says nothing of types that it does not know', (o, t) =>
		o && o.action === 'update' && o.certainty === 'unknown' && !t],
	['the type is not in our tables: unknown, not never', (o, t) => o && o.certainty === 'unknown' && t === 'update'],
];
const differing = new Map();
let compared = 0;
let failed = 0;

function compare(what, before, after) {
	const us = ours(before, after);
	const them = theirs(before, after);
	for (const id of new Set([...us.of.keys(), ...them.of.keys()])) {
		const o = us.of.get(id);
		const t = them.of.get(id);
		compared++;
		if ((o?.action ?? 'none') === (t ?? 'none'))
			continue;
		const reason = reasons.find(([, holds]) => holds(o, t))?.[0];
		if (reason) {
			differing.set(reason, (differing.get(reason) ?? 0) + 1);
		} else if (failed++ < 20) {
			console.log(`FAIL ${what}: ${id}: ${o?.action ?? 'none'} here, ${t ?? 'none'} there`);
		}
	}
	if (['wider', 'different', 'undecided'].includes(us.access) && !them.broadened && us.access !== 'undecided') {
		const reason = 'access is wider, and the other does not see it';
		differing.set(reason, (differing.get(reason) ?? 0) + 1);
	}
	return { us, them };
}

// ---- 1. All properties of all types
function specification() {
	const BATCH = 100; // the other tool takes the square of their number
	let before = { Resources: {} };
	let after = { Resources: {} };
	let n = 0;
	for (const r of db.all('resource'))
		for (const name of Object.keys(r.properties)) {
			if (/Policy|^AWS::IAM|AWS::Lambda::Permission|AWS::SSO/.test(r.cloudFormationType) || /Polic/.test(name))
				continue; // the other tool reads their documents, and stumbles where there is none
			if (n && n % BATCH === 0) {
				compare('specification', before, after);
				before = { Resources: {} };
				after = { Resources: {} };
			}
			const id = `R${n++}`;
			before.Resources[id] = { Type: r.cloudFormationType, Properties: { [name]: `before${id}` } };
			after.Resources[id] = { Type: r.cloudFormationType, Properties: { [name]: `after${id}` } };
		}
	compare('specification', before, after);
	return n;
}

// ---- 2. All properties of what we compile
function change(v) {
	if (typeof v === 'string') return `${v}x`;
	if (typeof v === 'number') return v + 1;
	if (typeof v === 'boolean') return !v;
	if (Array.isArray(v)) return v.length ? [change(v[0]), ...v.slice(1)] : ['x'];
	const keys = Object.keys(v);
	if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return 'x';
	return keys.length ? { ...v, [keys[0]]: change(v[keys[0]]) } : { x: 'x' };
}

function compiled() {
	const seen = new Set();
	let n = 0;
	for (const name of readdirSync(join(root, 'testdata/ok'))) {
		const out = join(work, 'out');
		rmSync(out, { recursive: true, force: true });
		const run = spawnSync(topc, ['build', '-q', '-s', 'dev', '-t', 'cfn', '-o', out, join(root, 'testdata/ok', name)]);
		if (run.status !== 0 || !existsSync(join(out, 'cfn')))
			continue;
		for (const file of readdirSync(join(out, 'cfn')).filter((f) => f.endsWith('.template.json'))) {
			const before = JSON.parse(readFileSync(join(out, 'cfn', file), 'utf8'));
			for (const [id, r] of Object.entries(before.Resources ?? {}))
				for (const [property, value] of Object.entries(r.Properties ?? {})) {
					const key = `${r.Type} ${property} ${typeof value}`;
					if (seen.has(key))
						continue;
					seen.add(key);
					const after = structuredClone(before);
					after.Resources[id].Properties[property] = change(value);
					compare(`${name} ${id}.${property}`, before, after);
					n++;
				}
		}
	}
	return n;
}

// ---- 3. By hand
function byHand() {
	const topic = (p) => ({ Type: 'AWS::SNS::Topic', Properties: p });
	const policy = (action, resource) => ({ Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: ['r'],
		PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] } } });
	const pairs = {
		added: [{}, { A: topic({}) }],
		removed: [{ A: topic({}) }, {}],
		retained: [{ A: { ...topic({}), DeletionPolicy: 'Retain' } }, {}],
		renamed: [{ A: topic({ DisplayName: 'x' }) }, { B: topic({ DisplayName: 'x' }) }],
		type: [{ A: topic({}) }, { A: { Type: 'AWS::SQS::Queue' } }],
		'follows by Ref': [
			{ A: topic({ TopicName: 'a' }), B: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'A' }, Protocol: 'sqs' } } },
			{ A: topic({ TopicName: 'b' }), B: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'A' }, Protocol: 'sqs' } } }],
		'follows by GetAtt': [
			{ A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'a' } }, B: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: { 'Fn::GetAtt': ['A', 'Arn'] }, FunctionName: 'f' } } },
			{ A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'b' } }, B: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: { 'Fn::GetAtt': ['A', 'Arn'] }, FunctionName: 'f' } } }],
		'follows twice': [
			{ A: topic({ TopicName: 'a' }), B: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'A' } } }, C: { Type: 'AWS::SSM::Parameter', Properties: { Value: { Ref: 'B' }, Type: 'String' } } },
			{ A: topic({ TopicName: 'b' }), B: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'A' } } }, C: { Type: 'AWS::SSM::Parameter', Properties: { Value: { Ref: 'B' }, Type: 'String' } } }],
		'follows by Sub': [
			{ A: topic({ TopicName: 'a' }), C: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::Sub': 'is ${A}' }, Type: 'String' } } },
			{ A: topic({ TopicName: 'b' }), C: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::Sub': 'is ${A}' }, Type: 'String' } } }],
		'wider action': [{ P: policy('s3:GetObject', 'arn:aws:s3:::b/*') }, { P: policy(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::b/*') }],
		'wider resource': [{ P: policy('s3:GetObject', 'arn:aws:s3:::b/a/*') }, { P: policy('s3:GetObject', 'arn:aws:s3:::b/*') }],
		'narrower resource': [{ P: policy('s3:GetObject', 'arn:aws:s3:::b/*') }, { P: policy('s3:GetObject', 'arn:aws:s3:::b/a/*') }],
		'other order': [{ P: policy(['s3:GetObject', 's3:PutObject'], '*') }, { P: policy(['s3:PutObject', 's3:GetObject'], '*') }],
		'order of tags': [{ A: topic({ Tags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }] }) }, { A: topic({ Tags: [{ Key: 'b', Value: '2' }, { Key: 'a', Value: '1' }] }) }],
		number: [{ A: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 5 } } }, { A: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: '5' } } }],
	};
	const access = { 'wider action': 'wider', 'wider resource': 'wider', 'narrower resource': 'narrower', 'other order': 'same' };
	for (const [name, [x, y]] of Object.entries(pairs)) {
		const { us } = compare(name, { Resources: x }, { Resources: y });
		if (access[name] && us.access !== access[name]) {
			failed++;
			console.log(`FAIL ${name}: access ${us.access}, not ${access[name]}`);
		}
	}
	return Object.keys(pairs).length;
}

const counts = [specification(), compiled(), byHand()];
for (const [reason, n] of differing)
	console.log(`${String(n).padStart(6)}  ${reason}`);
console.log(`cdk: ${counts[0]} properties of the specification, ${counts[1]} of compiled templates, ${counts[2]} pairs by hand; ` +
	`${compared} verdicts compared, ${[...differing.values()].reduce((a, b) => a + b, 0)} differ for a reason, ${failed} failed`);
process.exit(failed ? 1 : 0);
