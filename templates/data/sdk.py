#!/usr/bin/env python3
"""sdk.py: writes sdk.tab, what AWS SDK tasks of Step Functions may call and with which parameters.

    python3 templates/data/sdk.py > templates/data/sdk.tab

Source: the service models of botocore (Apache-2.0, docs/NOTICE.md), of the version below. Line 1 of
the table names it with the date of the models. compiler/asl/sdk.c reads the table in place.

Names are Step Functions' own: a service is its serviceId as the Java SDK v2 spells packages, an
action the operation with a small first letter, a parameter the Java SDK v2 bean name with a capital
one ("Learning to use AWS service SDK integrations in Step Functions").

Layout, all numbers little-endian. Line 1 is text, padded with blanks to 160 bytes, its newline
included. Then u32 words: magic, bytes in all, CRC-32 of what follows the words, and offset and
count of each section, in this order:

    strings     bytes, each NUL-terminated; one may be the tail of another
    names       u32 string; sorted: operations, parameters
    services    u32 string, u32 first operation, u16 operations, u16 flags; sorted
    aliases     u32 string, u16 service, u16 flags; sorted: what other tools call it
    operations  u16 name, u16 type or NONE, u16 flags; sorted within the service
    structures  u32 first member; one more at the end
    members     u16 name, u16 type; sorted within the structure
    required    a bit for each member
    types       u16 kind, u16 of: a structure, or the type of a list's or map's elements
"""
import datetime
import glob
import hashlib
import json
import os
import re
import struct
import sys
import zlib

import botocore
import botocore.loaders

PINNED = '1.43.11'
MAGIC = 0x31424B53  # SKB1
NONE = 0xFFFF
STRING, NUMBER, BOOLEAN, BLOB, TIMESTAMP, STRUCTURE, LIST, MAP, ANY = range(9)
SCALARS = {
    'string': STRING, 'character': STRING, 'integer': NUMBER, 'long': NUMBER, 'float': NUMBER,
    'double': NUMBER, 'boolean': BOOLEAN, 'blob': BLOB, 'timestamp': TIMESTAMP,
}
# Flags of operations and services.
UNSUPPORTED = 1  # AWS lists it as one Step Functions does not call, or refuses it
UNSURE = 2       # it streams, or is said not to be callable without a list to cite
RETIRED = 4      # known once, gone from the models

# "Unsupported API actions for supported services", supported-services-awssdk of the developer
# guide (2022); its cells for Application Discovery, CodeDeploy, Direct Connect and IoT hold the
# operations that the models mark as deprecated.
UNSUPPORTED_ACTIONS = '''
applicationdiscovery:describeExportConfigurations applicationdiscovery:exportConfigurations
codedeploy:batchGetDeploymentInstances codedeploy:getDeploymentInstance
codedeploy:listDeploymentInstances codedeploy:skipWaitTimeForInstanceTermination
comprehendmedical:detectEntities
directconnect:allocateConnectionOnInterconnect directconnect:describeConnectionLoa
directconnect:describeConnectionsOnInterconnect directconnect:describeInterconnectLoa
efs:createTags emr:describeJobFlows
iot:attachPrincipalPolicy iot:detachPrincipalPolicy iot:listPolicyPrincipals iot:listPrincipalPolicies
iotdeviceadvisor:listTestCases kinesis:subscribeToShard lambda:invokeAsync
lexruntimev2:startConversation mediapackage:rotateChannelCredentials rdsdata:executeSql
s3:selectObjectContent shield:deleteSubscription
'''.split()
UNSURE_ACTIONS = 'sts:assumeRole sts:assumeRoleWithSAML sts:assumeRoleWithWebIdentity'.split()
UNSUPPORTED_SERVICES = ['apigatewaymanagementapi']

# Services that the guide's table or older models have and the present ones lack.
RETIRED_SERVICES = '''
alexaforbusiness backupstorage cloudwatchevents codestar elasticinference elastictranscoder evidently
gamesparks honeycode iot1clickdevices iot1clickprojects iotanalytics iotfleethub iotroborunner
lookoutmetrics lookoutvision macie mobile mobileanalytics monitron nimble opsworks opsworkscm
privatenetworks qldb qldbsession robomaker sms worklink
'''.split()

# What people write beside the names of the CLI, of endpoints and of IAM.
SLIPS = {
    'alb': 'elasticloadbalancingv2', 'apigw': 'apigateway', 'awsconfig': 'config', 'cloudmap': 'servicediscovery',
    'cloudwatchlog': 'cloudwatchlogs', 'cognito': 'cognitoidentityprovider', 'cognitoidp': 'cognitoidentityprovider',
    'cwlogs': 'cloudwatchlogs', 'ddb': 'dynamodb', 'documentdb': 'docdb', 'eventbridgescheduler': 'scheduler',
    'msk': 'kafka', 'parameterstore': 'ssm', 'secretmanager': 'secretsmanager', 'secrets': 'secretsmanager',
    'stepfunction': 'sfn', 'systemsmanager': 'ssm',
}

# Operations that an integration of Step Functions' own calls too, where parameters keep the
# spelling of the API: both spellings are taken, since which one holds is known for few.
BOTH_SPELLINGS = re.compile(r'^(emr:runJobFlow|sagemaker:(create|update)\w+)$')

# The Java SDK appends "Value" to members that Java could not have, and to those that would hide a
# method of its classes; of the latter it is not known which, so both spellings are taken.
JAVA_WORDS = set('''
abstract assert boolean break byte case catch char class const continue default do double else enum
extends false final finally float for goto if implements import instanceof int interface long native
new null package private protected public return short static strictfp super switch synchronized this
throw throws transient true try void volatile while
'''.split())
JAVA_METHODS = set('equals finalize getclass hashcode notify notifyall tostring wait builder sdkfields tobuilder'.split())


def service_name(service_id):
    name = re.sub(r'^(AWS|Amazon)\b\s*', '', service_id)
    name = re.sub(r'\s*\bService$', '', name)
    return re.sub(r'[^A-Za-z0-9]', '', name).lower()


def bean_name(member):
    """Lowers the leading run of capitals but for the last before a small letter, then capitalises."""
    i = 1
    while i < len(member) and member[i].isupper() and not (
            i + 1 < len(member) and member[i + 1].islower()):
        i += 1
    name = member[:i].lower() + member[i:]
    if member.lower() in JAVA_WORDS | JAVA_METHODS:
        name += 'Value'
    return name[0].upper() + name[1:]


def pascal(member):
    return member[0].upper() + member[1:]


def load_models():
    loader = botocore.loaders.Loader()
    models = {}
    for cli_name in loader.list_available_services('service-2'):
        model = loader.load_service_model(cli_name, 'service-2')
        name = service_name(model['metadata']['serviceId'])
        # `sms-voice` is a second copy of `pinpoint-sms-voice`.
        if name not in models or len(cli_name) > len(models[name][0]):
            models[name] = (cli_name, model)
    return models


def models_date():
    """When the wheel was made: the newest time in the headers of its compressed models."""
    newest = 0
    root = os.path.join(os.path.dirname(botocore.__file__), 'data')
    for path in glob.glob(root + '/*/*/service-2.json.gz'):
        with open(path, 'rb') as file:
            newest = max(newest, struct.unpack('<I', file.read(8)[4:])[0])
    return datetime.datetime.fromtimestamp(newest, datetime.timezone.utc).strftime('%Y-%m-%d')


def models_digest(models):
    digest = hashlib.sha256()
    for name in sorted(models):
        digest.update(json.dumps(models[name][1], sort_keys=True).encode())
    return digest.hexdigest()


class Shapes:
    """All structures that inputs reach, those that are alike only once."""

    def __init__(self):
        self.node = {}    # key -> [(name, required, type)], a type being (kind, key or type)
        self.members = {}

    def type_of(self, model, service, shape_name, both):
        shape = model['shapes'][shape_name]
        kind = shape['type']
        if shape.get('document') or shape.get('jsonvalue'):
            return (ANY, None)
        if kind in SCALARS:
            return (SCALARS[kind], None)
        if kind == 'list':
            return (LIST, self.type_of(model, service, shape['member']['shape'], both))
        if kind == 'map':
            return (MAP, self.type_of(model, service, shape['value']['shape'], both))
        key = (service, shape_name, both)
        if key not in self.node:
            self.node[key] = None
            self.node[key] = self.fields(model, service, shape, both)
        return (STRUCTURE, key)

    def fields(self, model, service, shape, both):
        rows = {}
        required = set(shape.get('required', []))
        attribute_value = service == 'dynamodb' and set(shape.get('members', {})) >= {'S', 'BOOL', 'NULL'}
        for name, member in shape.get('members', {}).items():
            if model['shapes'][member['shape']].get('eventstream'):
                continue
            need = name in required and not member.get('idempotencyToken')
            of = (ANY, None) if member.get('jsonvalue') else self.type_of(model, service, member['shape'], both)
            java = bean_name(name)
            if attribute_value and name == 'NULL':
                java = 'Nul'
            rows[java] = (need, of)
            if (both or attribute_value or name.lower() in JAVA_METHODS) and pascal(name) not in rows:
                rows[pascal(name)] = (False, of)
        return sorted((name, need, of) for name, (need, of) in rows.items())

    def merge(self):
        """Gives each structure a class: structures of one class have equal members of equal classes."""
        keys = sorted(self.node, key=str)
        cls = {k: 0 for k in keys}

        def seen(of):
            return (of[0], cls[of[1]] if of[0] == STRUCTURE else seen(of[1]) if of[1] else None)

        count = 1
        while True:
            ids = {}
            new = {}
            for k in keys:
                look = tuple((name, need, seen(of)) for name, need, of in self.node[k])
                new[k] = ids.setdefault(look, len(ids))
            cls = new
            if len(ids) == count:
                break
            count = len(ids)
        # Number the classes by their first key, so that the table changes little with its source.
        first = {}
        for k in keys:
            first.setdefault(cls[k], k)
        self.order = sorted(first, key=lambda c: str(first[c]))
        place = {c: i for i, c in enumerate(self.order)}
        self.index = {k: place[cls[k]] for k in keys}
        self.rows = [self.node[first[c]] for c in self.order]


class Strings:
    """One pool in which a string that ends another one has no bytes of its own."""

    def __init__(self, words):
        self.pool = bytearray()
        self.at = {}
        last, last_at = '', 0
        for word in sorted(set(words), key=lambda w: w[::-1], reverse=True):
            if last.endswith(word):
                self.at[word] = last_at + len(last) - len(word)
                continue
            last, last_at = word, len(self.pool)
            self.at[word] = last_at
            self.pool += word.encode('ascii') + b'\0'


def operation_flags(service, action, operation, model):
    flags = 0
    if f'{service}:{action}' in UNSUPPORTED_ACTIONS:
        flags |= UNSUPPORTED
    if f'{service}:{action}' in UNSURE_ACTIONS:
        flags |= UNSURE
    for side in ('input', 'output'):
        shape = model['shapes'][operation[side]['shape']] if side in operation else {}
        for member in shape.get('members', {}).values():
            if model['shapes'][member['shape']].get('eventstream'):
                flags |= UNSURE
    return flags & ~UNSURE if flags & UNSUPPORTED else flags


def collect(models):
    shapes = Shapes()
    services = []
    for name in sorted(models):
        model = models[name][1]
        operations = []
        for api_name, operation in model['operations'].items():
            action = api_name[0].lower() + api_name[1:]
            both = bool(BOTH_SPELLINGS.match(f'{name}:{action}'))
            of = shapes.type_of(model, name, operation['input']['shape'], both) if 'input' in operation else None
            operations.append((action, of, operation_flags(name, action, operation, model)))
        flags = UNSUPPORTED if name in UNSUPPORTED_SERVICES else 0
        services.append((name, sorted(operations, key=lambda o: o[0]), flags))
    for name in RETIRED_SERVICES:
        if name not in models:
            services.append((name, [], RETIRED))
    shapes.merge()
    return sorted(services), shapes


def collect_aliases(models, services):
    """CLI names first, then names of endpoints and of IAM where only one service has them."""
    known = {s[0] for s in services}
    aliases = {}
    for wrong, right in SLIPS.items():
        if wrong not in known and right in known:
            aliases[wrong] = right
    for right, (cli_name, _) in models.items():
        if cli_name not in known:
            aliases[cli_name] = right
    for field in ('endpointPrefix', 'signingName'):
        owners = {}
        for right, (_, model) in models.items():
            owners.setdefault(model['metadata'].get(field), set()).add(right)
        for word, rights in owners.items():
            if word and len(rights) == 1 and word not in known and word not in aliases:
                aliases[word] = next(iter(rights))
    return sorted(aliases.items())


def build():
    models = load_models()
    services, shapes = collect(models)
    aliases = collect_aliases(models, services)

    words = sorted({o[0] for s in services for o in s[1]} | {m[0] for row in shapes.rows for m in row})
    strings = Strings(words + [s[0] for s in services] + [a[0] for a in aliases])
    name_index = {w: i for i, w in enumerate(words)}
    service_index = {s[0]: i for i, s in enumerate(services)}

    types, type_index = [], {}

    def type_id(of):
        if of is None:
            return NONE
        kind = of[0]
        inner = shapes.index[of[1]] if kind == STRUCTURE else type_id(of[1]) if of[1] else 0
        if (kind, inner) not in type_index:
            type_index[kind, inner] = len(types)
            types.append((kind, inner))
        return type_index[kind, inner]

    for kind in (STRING, NUMBER, BOOLEAN, BLOB, TIMESTAMP, ANY):
        type_id((kind, None))
    service_rows, operation_rows = [], []
    for name, operations, flags in services:
        service_rows.append(struct.pack('<IIHH', strings.at[name], len(operation_rows), len(operations), flags))
        for action, of, mark in operations:
            operation_rows.append(struct.pack('<HHH', name_index[action], type_id(of), mark))
    structure_rows, member_rows, bits = [], [], []
    for row in shapes.rows:
        structure_rows.append(struct.pack('<I', len(member_rows)))
        for name, need, of in row:
            member_rows.append(struct.pack('<HH', name_index[name], type_id(of)))
            bits.append(need)
    structure_rows.append(struct.pack('<I', len(member_rows)))
    required = bytearray((len(bits) + 7) // 8)
    for i, need in enumerate(bits):
        required[i // 8] |= need << i % 8
    # Two bytes hold an index, and NONE is not one.
    assert max(len(words), len(types), len(shapes.rows)) < NONE

    sections = [
        (bytes(strings.pool), len(strings.pool)),
        (b''.join(struct.pack('<I', strings.at[w]) for w in words), len(words)),
        (b''.join(service_rows), len(service_rows)),
        (b''.join(struct.pack('<IHH', strings.at[a], service_index[s], 0) for a, s in aliases), len(aliases)),
        (b''.join(operation_rows), len(operation_rows)),
        (b''.join(structure_rows), len(structure_rows) - 1),
        (b''.join(member_rows), len(member_rows)),
        (bytes(required), len(bits)),
        (b''.join(struct.pack('<HH', k, o) for k, o in types), len(types)),
    ]
    counts = f'{len(services)} services {len(operation_rows)} operations'
    return sections, f'{counts} sha256 {models_digest(models)}'


def main():
    assert botocore.__version__ == PINNED, f'botocore {PINNED} is pinned'
    sections, about = build()
    line = f'topc-sdk 1 botocore {botocore.__version__} {models_date()} {about}'
    text = line.ljust(159).encode('ascii') + b'\n'
    at = len(text) + 4 * (3 + 2 * len(sections))
    words, body = [], bytearray()
    for data, count in sections:
        body += b'\0' * (-len(body) % 4)
        words += [at + len(body), count]
        body += data
    body += b'\0' * (-len(body) % 4)
    words = [MAGIC, at + len(body), zlib.crc32(bytes(body))] + words
    sys.stdout.buffer.write(text + struct.pack(f'<{len(words)}I', *words) + body)
    for name, (data, count) in zip('strings names services aliases operations structures members required types'.split(), sections):
        print(f'{name}: {count}, {len(data)} bytes', file=sys.stderr)


main()
