#!/usr/bin/env python3
"""Writes templates/data/runtimes.txt: the Lambda runtimes with their dates.

  python3 templates/data/runtimes.py > templates/data/runtimes.txt

Sources: the runtime life-cycle table of cfn-lint (MIT-0), whose maintainers keep it after AWS's
page "Lambda runtimes"; the runtimes that the oldest Terraform AWS provider we support (5.100.0)
accepts. The date on the first line is the day that dates are compared with: never the clock's,
so that the same input gives the same warnings for ever.
"""
import glob, json, os, sys
import cfnlint

PINNED = "1.51.0"
JUDGED = "2026-11-21"
# terraform-provider-aws 5.100.0, argument runtime of aws_lambda_function (its own enum ends here)
TERRAFORM = set("""dotnet8 java8.al2 java11 java17 java21 nodejs18.x nodejs20.x nodejs22.x provided.al2 provided.al2023
python3.8 python3.9 python3.10 python3.11 python3.12 python3.13 ruby3.2 ruby3.3 ruby3.4
nodejs nodejs4.3 nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x nodejs16.x java8 python2.7 python3.6 python3.7
dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 dotnet6 nodejs4.3-edge go1.x ruby2.5 ruby2.7 provided""".split())

assert cfnlint.version.__version__ == PINNED, f"cfn-lint {PINNED} is pinned"
(path,) = glob.glob(os.path.join(os.path.dirname(cfnlint.__file__), "data/AdditionalSpecs/LmbdRuntimeLifecycle.json"))
rows = json.load(open(path))
print(f"# Lambda runtimes: cfn-lint {PINNED} (MIT-0), terraform-provider-aws 5.100.0; judged on {JUDGED}")
print("# name deprecated create-block update-block successor terraform")
for name in sorted(rows):
    r = rows[name]
    print(name, r["deprecated"], r["create-block"], r["update-block"], r["successor"] or "-", "yes" if name in TERRAFORM else "no")
