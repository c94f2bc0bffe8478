#!/usr/bin/env python3
"""A topology that is too big for one template: what it is split into.

Each template of 160 functions with routes, queues and rules stays within CloudFormation's limits, all that a
template refers to is in it, a parent passes each nested stack just its parameters and asks it only for outputs
that it has; and one function more moves nothing. Terraform's output is one folder as ever."""
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOPC = os.path.abspath(os.environ.get("TOPC", os.path.join(ROOT, "build/topc")))
failed = []


def no(text):
    failed.append(text)
    print("FAIL", text)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def generate(folder, functions):
    lines = ["name: big"]
    for i in range(functions):
        write(f"{folder}/f{i}/handler.py", "def handler(event, context):\n    return event\n")
        write(f"{folder}/f{i}/function.json", json.dumps({
            "name": f"f{i}", "runtime": {"lang": "python3.13", "handler": "handler.handler",
                                         "environment": {"NEXT": "{{function.f%d.arn}}" % ((i + 1) % functions)}}}))
    lines += ["routes:"] + [f"  r{i}: {{ method: GET, path: /r{i}, function: f{i} }}" for i in range(functions)]
    lines += ["queues:"] + [f"  q{i}: {{ function: f{i} }}" for i in range(80)]
    lines += ["events:"] + [f"  e{i}: {{ producer: shop, function: f{3 * i} }}" for i in range(20)]
    lines += ["outputs:", "  last: '{{function.f%d.arn}}'" % (functions - 1)]
    write(f"{folder}/topology.yml", "\n".join(lines) + "\n")


def build(folder, out):
    run = subprocess.run([TOPC, "build", folder, "-s", "bob", "-o", out, "-t", "all"], capture_output=True, text=True)
    if run.returncode:
        print(run.stderr)
        sys.exit("FAIL topc build: exit %d" % run.returncode)
    found = {}
    for name in os.listdir(f"{out}/cfn"):
        if name.endswith(".template.json"):
            with open(f"{out}/cfn/{name}") as f:
                found[name] = json.load(f)
    return found


def references(value):
    """Pairs of the name and the attribute that are asked for; None: the thing itself."""
    if isinstance(value, list):
        for v in value:
            yield from references(v)
    if not isinstance(value, dict):
        return
    for key, v in value.items():
        if key == "Ref":
            yield v, None
        elif key == "Fn::GetAtt":
            yield (v[0], v[1]) if isinstance(v, list) else tuple(v.split(".", 1))
        elif key == "Fn::Sub":
            for name in re.findall(r"\$\{([^!}]+)\}", v if isinstance(v, str) else v[0]):
                yield (name.split(".", 1) + [None])[:2] if "." in name else (name, None)
        elif key == "DependsOn":
            for name in [v] if isinstance(v, str) else v:
                yield name, None
        yield from references(v)


def check(name, template, templates):
    own = template.get("Resources", {})
    params = template.get("Parameters", {})
    for what, most in (("Resources", 500), ("Parameters", 200), ("Outputs", 200)):
        if len(template.get(what, {})) > most:
            no(f"{name}: {len(template[what])} {what}")
    if len(json.dumps(template)) > 1000000:
        no(f"{name} is larger than 1 MB")
    for target, attribute in references({k: template.get(k, {}) for k in ("Resources", "Outputs")}):
        if target.startswith("AWS::") or target in params:
            continue
        if target not in own:
            no(f"{name}: refers to {target}, which it lacks")
        elif attribute and attribute.startswith("Outputs."):
            child = templates[name.replace(".template.json", f".{own[target]['child']}.template.json")]
            if attribute[8:] not in child.get("Outputs", {}):
                no(f"{name}: {target} has no output {attribute[8:]}")
    for id_, r in own.items():
        if "child" in r:
            child = templates[name.replace(".template.json", f".{r['child']}.template.json")]
            if set(r["Properties"].get("Parameters", {})) != set(child.get("Parameters", {})):
                no(f"{name}: {id_} is not passed just its parameters")


def places(templates):
    return {id_: name for name, t in templates.items() for id_ in t["Resources"]}


def limits(tmp):
    """What nested stacks do not help against: 200 outputs and 200 parameters, and one more of each."""
    outputs = lambda n: "outputs:\n" + "".join(f"  O{i}: '{{{{queue.q.url}}}}'\n" for i in range(n))
    # The bucket of the archives is a parameter too.
    parameters = lambda n: "parameters:\n" + "".join(f"  P{i}: {{ type: string }}\n" for i in range(n - 1)) + "functions:\n" + "".join(
        f"  f{i}: {{ uri: ./f, runtime: {{ lang: python3.13, environment: {{ VALUE: '{{{{param.P{i}}}}}' }} }} }}\n" for i in range(n - 1))
    os.makedirs(f"{tmp}/limit/f")
    with open(f"{tmp}/limit/f/handler.py", "w") as f:
        f.write("def handler(e, c): pass\n")
    for what, text in ("outputs", outputs), ("parameters", parameters):
        for n in 200, 201:
            with open(f"{tmp}/limit/topology.yml", "w") as f:
                f.write("name: x\nqueues: { q: }\n" + text(n))
            run = subprocess.run([TOPC, "build", f"{tmp}/limit", "-s", "bob", "-q", "--report", "short", "-o", f"{tmp}/limit-{what}-{n}"], capture_output=True, text=True)
            if run.returncode != (n > 200) or ("TC5006" in run.stdout + run.stderr) != (n > 200):
                no(f"{n} {what}: exit {run.returncode}: {(run.stdout + run.stderr)[:200]}")


def main():
    with tempfile.TemporaryDirectory() as tmp:
        limits(tmp)
        generate(f"{tmp}/small", 160)
        generate(f"{tmp}/large", 161)
        small = build(f"{tmp}/small", f"{tmp}/out-small")
        large = build(f"{tmp}/large", f"{tmp}/out-large")
        if len(small) != 9:
            no(f"{len(small)} templates, not 9")
        for templates in small, large:
            for t in templates.values():
                for id_, r in t["Resources"].items():
                    if r["Type"] == "AWS::CloudFormation::Stack":
                        r["child"] = re.sub(r"Stack$", "", id_).lower()
            for name, t in templates.items():
                check(name, t, templates)
        before, after = places(small), places(large)
        for id_, where in before.items():
            if after.get(id_) != where:
                no(f"{id_} moves from {where} to {after.get(id_)}")
        mappings = [r["Properties"]["FunctionName"] for t in small.values() for r in t["Resources"].values() if r["Type"] == "AWS::Lambda::EventSourceMapping"]
        for i in range(80):
            if before[f"Q{i}Queue"] != "big.template.json":
                no(f"queue q{i}, which keeps data, is in {before[f'Q{i}Queue']}")
        for name, t in small.items():
            for id_, r in t["Resources"].items():
                if r["Type"] == "AWS::Lambda::EventSourceMapping" and not set(r["DependsOn"] if isinstance(r["DependsOn"], list) else [r["DependsOn"]]) <= set(t["Resources"]):
                    no(f"{name}: {id_} waits for what is not there")
        if len(mappings) != 80:
            no(f"{len(mappings)} event source mappings, not 80")
        run = subprocess.run([TOPC, "diff", "--format", "json", f"{tmp}/out-small", f"{tmp}/out-large"], capture_output=True, text=True)
        summary = json.loads(run.stdout)["summary"] if run.returncode == 0 else run.stderr
        if run.returncode or summary["add"] != len(after) - len(before) or summary["replace"] or summary["remove"]:
            no(f"the diff of one function more: {summary}")
        if len(after) <= len(before):
            no("the function more has no resources")
        if os.listdir(f"{tmp}/out-small/tf/big").count("modules"):
            no("Terraform's output is split too")
    count = sum(len(t["Resources"]) for t in small.values())
    print(f"split: {count} resources in {len(small)} templates, {len(failed)} failed")
    return 1 if failed else 0


sys.exit(main())
