// bench_yaml.c: parses files with libyaml and does nothing else: the floor under topc's own time.
//   bench_yaml < list of files
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

static long parse(const char *path)
{
	FILE *f = fopen(path, "rb");
	yaml_parser_t p;
	if (!f || !yaml_parser_initialize(&p))
		exit(1);
	yaml_parser_set_input_file(&p, f);
	long events = 0;
	for (int done = 0; !done;) {
		yaml_event_t e;
		if (!yaml_parser_parse(&p, &e))
			exit(1);
		done = e.type == YAML_STREAM_END_EVENT;
		events++;
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&p);
	fclose(f);
	return events;
}

int main(void)
{
	char path[4096];
	long events = 0;
	while (fgets(path, sizeof path, stdin)) {
		path[strcspn(path, "\n")] = 0;
		events += parse(path);
	}
	printf("%ld events\n", events);
	return 0;
}
