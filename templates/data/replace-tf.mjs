// replace-tf.mjs: makes templates/data/replace-tf.tab: which changes of an argument make Terraform
// replace a resource of AWS.
//
//   node templates/data/replace-tf.mjs [--all | --only TYPE,TYPE] [OUT]
//
// The types are those that ir/kinds makes, and those of COMMON, which people write themselves; --all takes
// every one of the provider, which is hours of work.
//
// Needs terraform 1.x, npm and either the network or mirrors (`make data` runs it); no account, no AWS.
// Nothing says which arguments replace but the provider itself, so it is asked: its own program is
// started, and for each argument of each type it plans (PlanResourceChange of the plugin protocol) a
// change of that argument alone, from a made-up state: set, unset, one value for another, in both
// directions. What the plan calls replaced is `!`; replaced by some changes only, `?`; never, no mark.
//
// The file, text: line 1 says what it is. Then a line for each type, sorted by bytes: the type, then its
// arguments and blocks, sorted. An argument of a block is `block.argument`; it is absent where it does
// what the block does. `~` behind a name: no plan could be made to change it. compiler/diff_rule.c reads it in place.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROVIDER = 'hashicorp/aws';
const VERSION = '5.100.0';
const PACKAGES = { '@grpc/grpc-js': '1.14.7', '@grpc/proto-loader': '0.8.1', '@msgpack/msgpack': '3.1.3' };
const DEPTH = 6;     // of blocks in blocks; some hold themselves
const LARGEST = 400; // arguments of one type; deeper ones of a larger type are not looked at
const TOGETHER = 24; // plans asked for at a time
const ENUM = 4;      // values tried of those that an argument lists
const CONTEXTS = 24; // other arguments set, when nothing is seen of a change
const ENOUGH = 6;    // changes that a plan sees, of one argument

const COMMON = `
	acm_certificate acm_certificate_validation api_gateway_model api_gateway_request_validator athena_named_query
	cloudwatch_dashboard cloudwatch_event_api_destination cloudwatch_event_archive cloudwatch_event_bus
	cloudwatch_event_bus_policy cloudwatch_event_connection cloudwatch_log_metric_filter cloudwatch_log_resource_policy
	cloudwatch_log_subscription_filter db_parameter_group db_proxy db_proxy_default_target_group db_proxy_target
	ebs_volume ecs_cluster_capacity_providers efs_file_system_policy glue_catalog_table glue_job glue_trigger iam_policy
	iam_role_policy_attachment key_pair kinesis_stream kms_alias kms_key lambda_function_url
	lambda_layer_version_permission lb lb_listener lb_listener_rule lb_target_group pipes_pipe
	rds_cluster_parameter_group route53_record route53_zone s3_bucket_website_configuration s3_object
	scheduler_schedule_group secretsmanager_secret_policy service_discovery_private_dns_namespace
	service_discovery_service sfn_activity ssm_parameter vpc_security_group_egress_rule
`;
const here = dirname(fileURLToPath(import.meta.url));

function emitted() {
	const kinds = join(here, '../../ir/kinds');
	const text = readdirSync(kinds).filter((f) => f.endsWith('.c')).map((f) => readFileSync(join(kinds, f), 'utf8')).join('\n');
	return [...text.matchAll(/\baws_[a-z0-9_]+/g)].map((m) => m[0]);
}

const words = process.argv.slice(2);
const every = words[0] === '--all';
const only = every ? null : new Set(words[0] === '--only' ? words[1].split(',') :
	[...emitted(), ...COMMON.trim().split(/\s+/).map((t) => `aws_${t}`)]);
const out = words[every ? 1 : words[0] === '--only' ? 2 : 0] ?? join(here, 'replace-tf.tab');
const folder = mkdtempSync(join(tmpdir(), 'replace-tf-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

// ---- The provider ---------------------------------------------------------------------------------

// The part of the protocol that is spoken, by its field numbers.
const PROTOCOL = `syntax = "proto3"; package tfplugin5;
message DynamicValue { bytes msgpack = 1; }
message Step { string attribute_name = 1; string element_key_string = 2; int64 element_key_int = 3; }
message AttributePath { repeated Step steps = 1; }
message Diagnostic { int32 severity = 1; string summary = 2; string detail = 3; AttributePath attribute = 4; }
message Attribute { string name = 1; bytes type = 2; bool required = 4; bool optional = 5; bool computed = 6; bool write_only = 10; }
message NestedBlock { string type_name = 1; Block block = 2; int32 nesting = 3; int64 min_items = 4; int64 max_items = 5; }
message Block { repeated Attribute attributes = 2; repeated NestedBlock block_types = 3; }
message Schema { Block block = 2; }
message Empty {}
message Schemas { Schema provider = 1; map<string, Schema> resource_schemas = 2; }
message Typed { string type_name = 1; DynamicValue config = 2; }
message Configuration { string terraform_version = 1; DynamicValue config = 2; }
message Said { repeated Diagnostic diagnostics = 1; }
message Change { string type_name = 1; DynamicValue prior_state = 2; DynamicValue proposed_new_state = 3; DynamicValue config = 4; }
message Plan { DynamicValue planned_state = 1; repeated AttributePath requires_replace = 2; repeated Diagnostic diagnostics = 4; }
service Provider {
	rpc GetSchema(Empty) returns (Schemas);
	rpc Configure(Configuration) returns (Said);
	rpc ValidateResourceTypeConfig(Typed) returns (Said);
	rpc PlanResourceChange(Change) returns (Plan);
}`;

execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder,
	...Object.entries(PACKAGES).map(([n, v]) => `${n}@${v}`)]);
const need = createRequire(join(folder, 'x.js'));
const grpc = need('@grpc/grpc-js');
const { encode, decode } = need('@msgpack/msgpack');

function fetchProvider() {
	writeFileSync(join(folder, 'main.tf'),
		`terraform {\n  required_providers {\n    aws = { source = "${PROVIDER}", version = "${VERSION}" }\n  }\n}\n`);
	execFileSync('terraform', ['init', '-input=false'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
	const base = join(folder, '.terraform/providers/registry.terraform.io', PROVIDER, VERSION);
	const platform = join(base, readdirSync(base)[0]);
	return join(platform, readdirSync(platform).find((f) => f.startsWith('terraform-provider-')));
}

// What a plan asks AWS for is answered with what pleases all of them.
const aws = createServer((q, a) => {
	q.resume();
	a.setHeader('content-type', 'application/json');
	a.end('{"result":"OK","diagnostics":[],"ShardLimit":500,"OpenShardCount":0,"OnDemandStreamCount":0,"OnDemandStreamCountLimit":10}');
});
await new Promise((done) => aws.listen(0, '127.0.0.1', done));

const binary = fetchProvider();
writeFileSync(join(folder, 'x.proto'), PROTOCOL);
const { tfplugin5 } = grpc.loadPackageDefinition(need('@grpc/proto-loader').loadSync(join(folder, 'x.proto'),
	{ keepCase: true, longs: Number, arrays: true, defaults: true }));

let child;
let client;
let settings; // once the schema is known
async function start() {
	child?.kill();
	child = spawn(binary, [], { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: process.env.PATH, HOME: folder,
		TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2', PLUGIN_PROTOCOL_VERSIONS: '5',
		AWS_ENDPOINT_URL: `http://127.0.0.1:${aws.address().port}`, AWS_EC2_METADATA_DISABLED: 'true' } });
	const own = child;
	const hello = await new Promise((done) => own.stdout.once('data', (d) => done(String(d).trim())));
	const [, , net, address] = hello.split('|');
	client = new tfplugin5.Provider(`${net === 'unix' ? 'unix:' : ''}${address}`, grpc.credentials.createInsecure(),
		{ 'grpc.max_receive_message_length': -1 });
	await once('GetSchema', {}); // it answers plans only after that
	if (settings)
		await once('Configure', { terraform_version: '1.9.0', config: settings });
}
process.on('exit', () => child?.kill());

const once = (method, request) => new Promise((ok, no) => client[method](request, (e, r) => (e ? no(e) : ok(r))));

// Some made-up states end the provider, and with it all plans that are under way: those are asked for
// again one by one, so that only the guilty one is lost.
const GONE = 14;
let queue = Promise.resolve();
async function again(method, request) {
	for (let tries = 0; tries < 2; tries++) {
		try {
			return await once(method, request);
		} catch (e) {
			if (e.code !== GONE) throw e;
			await start();
		}
	}
	return { diagnostics: [{ severity: 1, summary: 'the provider ends', detail: '' }], requires_replace: [] };
}

async function call(method, request) {
	try {
		return await once(method, request);
	} catch (e) {
		if (e.code !== GONE) throw e;
		queue = queue.then(() => again(method, request));
		return queue;
	}
}

await start();
const pack = (v) => ({ msgpack: Buffer.from(encode(v)) });

// ---- Values ---------------------------------------------------------------------------------------

const typeOf = (a) => JSON.parse(a.type.toString());
const SINGLE = 1;

// Pairs of texts: what takes none of a form errs or sees no difference, and the next is tried.
const TEXTS = [['a', 'b'], ['1', '2'], ['1.1', '2.1'], ['true', 'false'],
	['arn:aws:iam::123456789012:role/a', 'arn:aws:iam::123456789012:role/b'], ['{"a":"1"}', '{"a":"2"}'],
	['10.0.0.0/16', '10.1.0.0/16'], ['2030-01-01T00:00:00Z', '2031-01-01T00:00:00Z'], ['1h', '2h'], ['00:00', '01:00']];

function pairs(type, enumerated = []) {
	const of = (t) => pairs(t, enumerated);
	if (type === 'string') {
		const listed = enumerated.slice(0, ENUM).flatMap((x, i, all) => all.slice(i + 1).map((y) => [x, y]));
		return [...listed, ...TEXTS];
	}
	if (type === 'number') return [[1, 2], [100, 200], [0, 1], [1024, 2048]];
	if (type === 'bool') return [[true, false]];
	const [what, inner] = type;
	if (what === 'list' || what === 'set') return of(inner).slice(0, 8).flatMap(([x, y]) => [[[x], [y]], [[x], [x, y]]]);
	if (what === 'map') return of(inner).slice(0, 2).flatMap(([x, y]) => [[{ k: x }, { k: y }], [{ k: x }, { k: x, l: y }]]);
	if (what === 'object') {
		const fields = Object.entries(inner);
		return fields.slice(0, 4).flatMap(([name, t]) => of(t).slice(0, 3).map((p) => p.map((v) =>
			Object.fromEntries(fields.map(([n, u]) => [n, n === name ? v : pairs(u)[0][0]])))));
	}
	return [];
}

// What some types must have besides, or a plan is refused; `open`: blocks that must be there.
const FORWARD = (action) => ({ [`${action}.type`]: 'forward', [`${action}.target_group_arn`]: 'a', [`${action}.order`]: 1 });
const BASE = {
	aws_cloudwatch_metric_alarm: { statistic: 'Average', period: 60 },
	aws_api_gateway_authorizer: { type: 'TOKEN', authorizer_uri: 'a' },
	aws_dynamodb_table: { read_capacity: 1, write_capacity: 1, hash_key: 'a', attribute: [{ name: 'a', type: 'S' }] },
	aws_kinesis_firehose_delivery_stream: { destination: 'extended_s3', open: ['extended_s3_configuration', 'http_endpoint_configuration'] },
	aws_kinesis_stream: { shard_count: 1 },
	aws_lambda_function: { handler: 'a.b', runtime: 'python3.12', filename: 'x.zip' },
	aws_lb_listener: FORWARD('default_action'),
	aws_lb_listener_rule: FORWARD('action'),
	aws_lb_target_group: { port: 80, protocol: 'HTTP', vpc_id: 'a', target_type: 'instance' },
};

// Changes that have to go with others.
const attributes = (...names) => ({ attribute: names.map((name) => ({ name, type: 'S' })) });
const index = (name, hash, range) => ({ name, hash_key: hash, range_key: range, projection_type: 'ALL', read_capacity: null, write_capacity: null,
	non_key_attributes: null, on_demand_throughput: [] });
const local = (name, range, projection = 'ALL') => ({ name, range_key: range, projection_type: projection,
	non_key_attributes: projection === 'INCLUDE' ? ['x'] : null });
const lasting = (attribute_name, enabled) => ({ ttl: [{ attribute_name, enabled }] });
const TABLE = { range_key: 'b', ...attributes('a', 'b', 'c') };
const LINKED = {
	'aws_ecs_task_definition container_definitions': ['a', 'b'].map((name) => ({ container_definitions: JSON.stringify([{ name, image: 'x' }]) })),
	'aws_dynamodb_table hash_key': [{}, { hash_key: 'b', ...attributes('b') }],
	'aws_dynamodb_table range_key': [{ range_key: 'b', ...attributes('a', 'b') }, { range_key: 'c', ...attributes('a', 'c') }],
	'aws_dynamodb_table attribute': [{}, { ...attributes('a', 'b'), global_secondary_index: [index('x', 'b', null)] }],
	'aws_dynamodb_table global_secondary_index': [{}, { ...attributes('a', 'b'), global_secondary_index: [index('x', 'b', null)] }],
	'aws_dynamodb_table local_secondary_index': [{ range_key: 'b', ...attributes('a', 'b') }, { ...TABLE, local_secondary_index: [local('x', 'c')] }],
	'aws_dynamodb_table attribute.type': [{}, { attribute: [{ name: 'a', type: 'N' }] }],
	'aws_dynamodb_table global_secondary_index.hash_key': ['b', 'c'].map((k) => ({ ...attributes('a', k), global_secondary_index: [index('x', k, null)] })),
	'aws_dynamodb_table local_secondary_index.range_key': ['c', 'd'].map((k) => ({ range_key: 'b', ...attributes('a', 'b', k), local_secondary_index: [local('x', k)] })),
	'aws_dynamodb_table local_secondary_index.projection_type': ['ALL', 'KEYS_ONLY'].map((p) => ({ ...TABLE, local_secondary_index: [local('x', 'c', p)] })),
	'aws_dynamodb_table local_secondary_index.non_key_attributes': ['ALL', 'INCLUDE'].map((p) => ({ ...TABLE, local_secondary_index: [local('x', 'c', p)] })),
	'aws_dynamodb_table ttl.enabled': [lasting('x', true), lasting('x', false)],
	'aws_dynamodb_table ttl.attribute_name': [lasting('x', true), lasting('y', true)],
	'aws_kinesis_firehose_delivery_stream destination': ['extended_s3', 'http_endpoint'].map((destination) => ({ destination })),
};

const first = (type, enumerated) => pairs(type, enumerated)[0]?.[0] ?? null;

// A block with what it must have. `fixed`: values by path. `full`: with all that may be there.
function make(block, path, o) {
	const v = {};
	for (const a of block.attributes) {
		const at = path + a.name;
		v[a.name] = at in o.fixed ? o.fixed[at] : a.required || (o.full && a.optional && !a.write_only) ? first(typeOf(a), o.enums.get(at)) : null;
	}
	for (const b of block.block_types) {
		const at = path + b.type_name;
		const there = b.min_items > 0 || o.open.has(at);
		const one = () => make(b.block, `${at}.`, o);
		if (b.nesting === SINGLE)
			v[b.type_name] = there ? one() : null;
		else
			v[b.type_name] = at in o.fixed ? o.fixed[at] : there ? [one()] : [];
	}
	return v;
}

// What is not known before AWS made it.
const unknown = (v) => v !== null && typeof v === 'object' && v.type === 0 && v.data instanceof Uint8Array;

function eachBlock(block, v, run) {
	const w = { ...v };
	for (const b of block.block_types)
		w[b.type_name] = Array.isArray(v[b.type_name]) ? v[b.type_name].map((x) => run(b.block, x, b.type_name)) :
			v[b.type_name] && !unknown(v[b.type_name]) ? run(b.block, v[b.type_name], b.type_name) : unknown(v[b.type_name]) ? [] : v[b.type_name];
	return w;
}

// `scarce`: what the author could have set, and has not, is empty.
function computed(block, v, enums, scarce, path = '') {
	const w = eachBlock(block, v, (b, x, name) => computed(b, x, enums, scarce, `${path}${name}.`));
	for (const a of block.attributes)
		if (unknown(w[a.name]) || (a.computed && (w[a.name] ?? null) === null))
			w[a.name] = !scarce || !a.optional ? first(typeOf(a), enums.get(path + a.name)) : typeOf(a) === 'string' ? '' : null;
	return w;
}

// A configuration over a state: what it leaves to AWS stays.
function proposed(block, prior, config) {
	const w = { ...config };
	for (const a of block.attributes)
		if (a.computed && w[a.name] === null)
			w[a.name] = prior?.[a.name] ?? null;
	for (const b of block.block_types) {
		const old = prior?.[b.type_name];
		w[b.type_name] = Array.isArray(w[b.type_name]) ? w[b.type_name].map((x, i) => proposed(b.block, old?.[i], x)) :
			w[b.type_name] ? proposed(b.block, old, w[b.type_name]) : w[b.type_name];
	}
	return w;
}

// The lists that the messages of a validation name: "expected x to be one of [...]".
async function enumerations(type, block) {
	const enums = new Map();
	const open = new Set();
	const walk = (b, path, depth) => {
		for (const n of b.block_types)
			if (depth < DEPTH) {
				open.add(path + n.type_name);
				walk(n.block, `${path}${n.type_name}.`, depth + 1);
			}
	};
	walk(block, '', 0);
	for (let round = 0, before = -1; round < 4 && before !== enums.size; round++) {
		before = enums.size;
		const config = make(block, '', { fixed: {}, open, enums, full: true });
		const { diagnostics } = await call('ValidateResourceTypeConfig', { type_name: type, config: pack(config) });
		for (const d of diagnostics) {
			const said = `${d.summary}\n${d.detail}`;
			const path = /^Path: (.*)$/m.exec(said)?.[1].replaceAll(/\[[^\]]*\]/g, '') ||
				(d.attribute?.steps ?? []).filter((s) => s.attribute_name).map((s) => s.attribute_name).join('.');
			const quoted = /one of:? ?\[([^\]]*)\]/.exec(said);
			const bare = /Valid Values: \[([^\]]*)\]/.exec(said);
			const list = quoted ? [...quoted[1].matchAll(/"([^"]*)"/g)].map((m) => m[1]) : bare ? bare[1].split(/\s+/) : [];
			if (path && list.some((x) => x))
				enums.set(path, list.filter((x) => x));
		}
	}
	return enums;
}

// ---- Plans ----------------------------------------------------------------------------------------

const trouble = new Map();
let plans = 0;

async function ask(type, block, prior, proposed, config) {
	plans++;
	const r = await call('PlanResourceChange', { type_name: type, prior_state: pack(prior), proposed_new_state: pack(proposed), config: pack(config) });
	const error = r.diagnostics.find((d) => d.severity === 1);
	return error ? { error: `${error.summary} ${error.detail}`.replaceAll('\n', ' ') } :
		{ planned: decode(r.planned_state.msgpack),
			paths: r.requires_replace.map((p) => p.steps.map((s) => s.attribute_name).filter((s) => s).join('.')) };
}

// What stands in the state once this configuration was applied: with defaults, and something for all
// that only AWS knows.
async function state(type, block, config, scarce, { known, enums }) {
	const key = `${scarce}${JSON.stringify(config)}`;
	if (!known.has(key)) {
		const r = await ask(type, block, null, config, config);
		known.set(key, r.error ? r : { state: computed(block, r.planned, enums, scarce) });
	}
	return known.get(key);
}

function at(value, names) {
	for (const n of names) {
		if (Array.isArray(value))
			value = value[0];
		value = value?.[n];
	}
	return value;
}

// `replace`, `update`, or null: the plan sees no change, or there is none.
async function plan(type, block, path, before, after, context) {
	const names = path.split('.');
	for (const scarce of [false, true]) {
		const prior = await state(type, block, before, scarce, context);
		const r = prior.error ? prior : await ask(type, block, prior.state, proposed(block, prior.state, after), after);
		if (r.error) {
			trouble.set(`${type} ${path}`, r.error);
			continue;
		}
		if (!r.paths.length)
			return JSON.stringify(at(r.planned, names)) === JSON.stringify(at(prior.state, names)) ? null : 'update';
		if (r.paths.some((p) => p === path || p.startsWith(`${path}.`) || path.startsWith(`${p}.`)))
			return 'replace';
		// Another argument replaces because this one changed, or it does so in any plan of this state.
		const idle = await ask(type, block, prior.state, proposed(block, prior.state, before), before);
		if (!idle.error && !idle.paths.length)
			return 'replace';
		trouble.set(`${type} ${path}`, `${r.paths.join(', ')} is replaced whatever changes`);
	}
	return null;
}

async function mark(type, block, path, changes, context) {
	const seen = new Set();
	let found = 0;
	for (const [before, after] of changes) {
		const got = await plan(type, block, path, before, after, context);
		if (got && seen.add(got) && ++found === ENOUGH)
			break;
	}
	return seen.has('replace') ? (seen.has('update') ? '?' : '!') : seen.has('update') ? '' : '~';
}

// ---- Types ----------------------------------------------------------------------------------------

// All arguments and blocks, a parent before its parts; `open`: the blocks that lead there.
function* walk(block, path, open, depth) {
	for (const a of block.attributes)
		if ((a.required || a.optional) && a.name !== 'tags_all')
			yield { path: path + a.name, attribute: a, open };
	for (const b of block.block_types) {
		const name = path + b.type_name;
		if (name === 'timeouts')
			continue; // how long the provider waits
		yield { path: name, block: b, open, deep: depth < 0 };
		if (depth >= 0)
			yield* walk(b.block, `${name}.`, new Set([...open, name]), depth - 1);
	}
}

function all(block) {
	for (let depth = DEPTH; ; depth--) {
		const list = [...walk(block, '', new Set(), depth)];
		if (list.length <= LARGEST || !depth)
			return list;
	}
}

function changesOf(type, block, w, enums, given = {}) {
	const options = (fixed, more = []) => ({ fixed: { ...BASE[type], ...given, ...fixed }, open: new Set([...w.open, ...more, ...(BASE[type]?.open ?? [])]), enums });
	const made = (fixed, more) => make(block, '', options(fixed, more));
	const both = (x, y) => [[x, y], [y, x]];
	const linked = LINKED[`${type} ${w.path}`];
	if (linked)
		return both(made(linked[0]), made(linked[1]));
	if (w.block) {
		const one = (full) => make(w.block.block, `${w.path}.`, { ...options({}), full });
		if (w.block.nesting === SINGLE)
			return both(made({}), made({}, [w.path]));
		const lists = w.block.min_items > 0 ? [] : both(made({ [w.path]: [] }), made({ [w.path]: [one(false)] }));
		lists.push(...both(made({ [w.path]: [one(false)] }), made({ [w.path]: [one(true)] })));
		if (w.block.max_items !== 1)
			lists.push(...both(made({ [w.path]: [one(false)] }), made({ [w.path]: [one(false), one(true)] })));
		return lists;
	}
	const all = pairs(typeOf(w.attribute), enums.get(w.path));
	const list = all.flatMap(([x, y]) => both(made({ [w.path]: x }), made({ [w.path]: y })));
	if (w.attribute.optional && !w.attribute.computed && all.length)
		list.push(...both(made({ [w.path]: null }), made({ [w.path]: all[0][0] })));
	return list;
}

// What may have to be so that another argument counts at all: each listed value, each switch.
function contexts(block, enums) {
	return block.attributes.filter((a) => a.required || a.optional).flatMap((a) => {
		const values = enums.get(a.name)?.slice(0, 2 * ENUM) ?? (typeOf(a) === 'bool' ? [true] : []);
		return values.map((v) => ({ [a.name]: v }));
	});
}

async function measure(type, block) {
	const enums = await enumerations(type, block);
	const marks = new Map();
	const context = { known: new Map(), enums };
	for (const w of all(block)) {
		if (w.path === 'id')
			continue;
		let m = w.deep ? '~' : w.attribute?.write_only ? '' : await mark(type, block, w.path, changesOf(type, block, w, enums), context);
		for (const given of m === '~' && !w.deep ? contexts(block, enums).slice(0, CONTEXTS) : [])
			if (m === '~' && !(w.path in given))
				m = await mark(type, block, w.path, changesOf(type, block, w, enums, given).slice(0, ENOUGH), context);
		marks.set(w.path, m);
	}
	// A block that is always there changes in its parts only.
	for (const [path, m] of [...marks].reverse()) {
		const parts = [...marks].filter(([p, x]) => p.startsWith(`${path}.`) && x !== '~');
		if (m === '~' && parts.length)
			marks.set(path, parts.some(([, x]) => x) ? '?' : '');
	}
	return [...marks].filter(([path, m]) => {
		const above = path.includes('.') ? marks.get(path.slice(0, path.lastIndexOf('.'))) : undefined;
		return above === undefined || above !== m;
	}).map(([path, m]) => path + m);
}

// ---- All ------------------------------------------------------------------------------------------

const { provider, resource_schemas } = await call('GetSchema', {});
const given = make(provider.block, '', { fixed: { region: 'us-east-1', access_key: 'x', secret_key: 'x', max_retries: 1,
	skip_credentials_validation: true, skip_metadata_api_check: 'true', skip_region_validation: true, skip_requesting_account_id: true },
	open: new Set(), enums: new Map() });
settings = pack(given);
const configured = await call('Configure', { terraform_version: '1.9.0', config: settings });
for (const d of configured.diagnostics)
	console.error(`provider: ${d.summary} ${d.detail}`);

const types = Object.keys(resource_schemas).filter((t) => !only || only.has(t)).sort();
const lines = new Map();
let next = 0;
await Promise.all(Array.from({ length: TOGETHER }, async () => {
	while (next < types.length) {
		const type = types[next++];
		lines.set(type, await measure(type, resource_schemas[type].block));
		if (next % 50 === 0)
			console.error(`${next} of ${types.length} types, ${plans} plans`);
	}
}));
const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const text = types.map((t) => [t, ...lines.get(t).sort(byBytes)].join(' '));
writeFileSync(out, `replace-tf.tab ${PROVIDER} ${VERSION}\n${text.join('\n')}\n`);
const count = (m) => text.join(' ').split(' ').filter((w) => w.endsWith(m)).length;
console.error(`${types.length} types: ${count('!')} replace, ${count('?')} may, ${count('~')} unknown; ${plans} plans`);
if (process.env.VERBOSE) {
	for (const [p, e] of trouble) if (new RegExp(`${p.split(/[ .]/).pop()}~`).test(text.join(" "))) console.error(`trouble: ${p}: ${e}`);
}
process.exit(0);
