// judge.cjs: templates through @aws/cloudformation-validate, all in one process.
//
//   node judge.cjs MODULE TEMPLATE...     prints one JSON object: template to its findings of weight
const { CompositeEngine, TemplateFile } = require(process.argv[2]);
const engine = new CompositeEngine();
const out = {};
for (const file of process.argv.slice(3)) {
	const report = engine.validateTemplate(new TemplateFile(file), { severityLevel: "WARN", detailLevel: "STANDARD" });
	out[file] = report.diagnostics.map((d) => ({
		rule: d.ruleId,
		type: d.entity?.resourceType ?? "",
		id: d.entity?.logicalId ?? "",
		path: d.propertyPath ?? "",
		text: d.message,
		line: d.startLine,
	}));
	if (report.status !== "OK" && !out[file].length)
		out[file].push({ rule: report.status, type: "", id: "", path: "", text: "the report is not whole", line: 0 });
}
process.stdout.write(JSON.stringify(out));
