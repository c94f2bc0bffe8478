// cmd_graph.c: `topc graph`: entities and what connects them, as Mermaid, Graphviz or JSON.
//
// Edges are those of the compiler: each is a reference that has an effect, with what it grants or
// the field that makes it. A mention alone is a dotted line.
#include "../backends/json.h"
#include "cmd_ls.h"
#include "session.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static const Span nowhere;

typedef struct Drawing {
	Arena *arena;
	Buf *b;
	Session *s;
} Drawing;

// What is drawn: what compiles to something, and what something refers to.
static bool is_drawn(const Entity *e)
{
	return e->nin || e->nout || (e->kind->op && e->kind->section);
}

static const char *label_of(const Edge *e)
{
	return e->verb ? e->verb : e->link ? e->link->field : e->field ? e->field->name : "";
}

static bool is_mention(const Edge *e)
{
	return !e->link && !e->call && !e->verb;
}

// Unique among the topologies of a run: the unit, the topology, the entity's id.
static const char *node_of(const Drawing *d, uint32_t unit, const Entity *e)
{
	const char *name = d->s->n > 1 || d->s->unit[unit]->nscope > 1 ?
		arena_format(d->arena, "%s_%s_%s", e->scope->name, e->kind->word, e->name) :
		arena_format(d->arena, "%s_%s", e->kind->word, e->name);
	char *s = arena_copy(d->arena, name, strlen(name));
	for (char *c = s; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			    (*c >= '0' && *c <= '9')))
			*c = '_';
	if (strlen(e->name) ==
		strspn(e->name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
		return s;
	// `a-b` and `a_b` are two
	return arena_format(d->arena, "%s_%.4s", s, sha_of(d->arena, e->name, strlen(e->name)));
}

// Edges of the same ends and label are one line; a mention beside an edge that does more is none.
static bool is_first(const Unit *u, uint32_t n)
{
	const Edge *e = u->edge[n];
	bool before = true;
	for (uint32_t i = 0; i < e->from->nout; i++) {
		const Edge *o = e->from->out[i];
		before &= o != e;
		if (o == e || o->to != e->to)
			continue;
		if ((before && str_eq(label_of(o), label_of(e))) ||
			(is_mention(e) && !is_mention(o)))
			return false;
	}
	return true;
}

// Calls `each` for every scope of every unit.
static void each_scope(Drawing *d,
	void (*each)(Drawing *, uint32_t unit, const Scope *, const char *indent), bool grouped,
	const char *open, const char *close)
{
	for (uint32_t i = 0; i < d->s->n; i++) {
		const Unit *u = d->s->unit[i];
		for (uint32_t j = 0; j < u->nscope; j++) {
			if (grouped)
				buf_printf(d->b, open, i, j, u->scope[j]->name);
			each(d, i, u->scope[j], grouped ? "    " : "  ");
			if (grouped)
				buf_puts(d->b, close);
		}
	}
}

static bool is_grouped(const Drawing *d)
{
	return d->s->n > 1 || (d->s->n == 1 && d->s->unit[0]->nscope > 1);
}

// ---- Mermaid ------------------------------------------------------------------------------------------

static void mermaid_text(Buf *b, const char *s)
{
	for (; *s; s++)
		switch (*s) {
		case '"': buf_puts(b, "#quot;"); break;
		case '<': buf_puts(b, "#lt;"); break;
		case '>': buf_puts(b, "#gt;"); break;
		case '#': buf_puts(b, "#35;"); break;
		case '\n': buf_putc(b, ' '); break;
		default: buf_putc(b, *s);
		}
}

static void mermaid_nodes(Drawing *d, uint32_t unit, const Scope *s, const char *indent)
{
	for (uint32_t i = 0; i < s->nent; i++) {
		if (!is_drawn(s->ent[i]))
			continue;
		buf_printf(d->b, "%s%s[\"", indent, node_of(d, unit, s->ent[i]));
		mermaid_text(d->b, s->ent[i]->name);
		buf_printf(d->b, "<br/><i>%s</i>\"]\n", s->ent[i]->kind->one);
	}
}

static void draw_mermaid(Drawing *d)
{
	buf_puts(d->b, "flowchart LR\n");
	each_scope(d, mermaid_nodes, is_grouped(d), "  subgraph s%u_%u [\"%s\"]\n", "  end\n");
	for (uint32_t i = 0; i < d->s->n; i++)
		for (uint32_t j = 0; j < d->s->unit[i]->nedge; j++) {
			const Edge *e = d->s->unit[i]->edge[j];
			if (!is_first(d->s->unit[i], j))
				continue;
			buf_printf(d->b, "  %s %s", node_of(d, i, e->from),
				is_mention(e) ? "-.->" : "-->");
			if (*label_of(e)) {
				buf_puts(d->b, "|\"");
				mermaid_text(d->b, label_of(e));
				buf_puts(d->b, "\"|");
			}
			buf_printf(d->b, " %s\n", node_of(d, i, e->to));
		}
}

// ---- Graphviz -----------------------------------------------------------------------------------------

static void dot_text(Buf *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_putc(b, '\\');
		buf_putc(b, *s == '\n' ? ' ' : *s);
	}
}

static void dot_nodes(Drawing *d, uint32_t unit, const Scope *s, const char *indent)
{
	for (uint32_t i = 0; i < s->nent; i++) {
		const Entity *e = s->ent[i];
		if (!is_drawn(e))
			continue;
		buf_printf(d->b, "%s%s [label=\"", indent, node_of(d, unit, e));
		dot_text(d->b, e->name);
		buf_printf(d->b, "\\n%s\"%s];\n", e->kind->one, e->off ? ", style=dashed" : "");
	}
}

static void draw_dot(Drawing *d)
{
	buf_puts(d->b,
		"digraph topology {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
		"  edge [fontname=\"sans-serif\", fontsize=10];\n");
	each_scope(d, dot_nodes, is_grouped(d), "  subgraph cluster_%u_%u {\n    label=\"%s\";\n",
		"  }\n");
	for (uint32_t i = 0; i < d->s->n; i++)
		for (uint32_t j = 0; j < d->s->unit[i]->nedge; j++) {
			const Edge *e = d->s->unit[i]->edge[j];
			if (!is_first(d->s->unit[i], j))
				continue;
			buf_printf(d->b, "  %s -> %s [label=\"", node_of(d, i, e->from),
				node_of(d, i, e->to));
			dot_text(d->b, label_of(e));
			buf_printf(d->b, "\"%s];\n", is_mention(e) ? ", style=dotted" : "");
		}
	buf_puts(d->b, "}\n");
}

// ---- JSON ---------------------------------------------------------------------------------------------

static Value *text(Arena *a, const char *s)
{
	return s && *s ? value_str(a, s, nowhere) : value_new(a, V_NULL, nowhere);
}

static void draw_json(Drawing *d)
{
	Arena *a = d->arena;
	Value *doc = value_map(a, nowhere);
	Value *nodes = value_list(a, nowhere);
	Value *edges = value_list(a, nowhere);
	for (uint32_t i = 0; i < d->s->n; i++) {
		Unit *u = d->s->unit[i];
		for (uint32_t j = 0; j < u->nent; j++) {
			if (!is_drawn(u->ent[j]))
				continue;
			Value *m = value_map(a, nowhere);
			value_set(a, m, "id", text(a, node_of(d, i, u->ent[j])));
			value_set(a, m, "kind", text(a, u->ent[j]->kind->one));
			value_set(a, m, "name", text(a, u->ent[j]->name));
			value_set(a, m, "topology", text(a, u->ent[j]->scope->name));
			value_set(a, m, "source", text(a, place_shown(u, u->ent[j]->at)));
			value_push(a, nodes, m);
		}
		for (uint32_t j = 0; j < u->nedge; j++) {
			const Edge *e = u->edge[j];
			if (!is_first(u, j))
				continue;
			Value *m = value_map(a, nowhere);
			value_set(a, m, "from", text(a, node_of(d, i, e->from)));
			value_set(a, m, "to", text(a, node_of(d, i, e->to)));
			value_set(a, m, "label", text(a, label_of(e)));
			value_set(a, m, "grants", text(a, e->verb));
			value_set(a, m, "calls", text(a, e->link ? e->link->service : NULL));
			value_set(a, m, "mention", value_bool(a, is_mention(e), nowhere));
			value_set(a, m, "source", text(a, place_shown(u, e->at)));
			value_push(a, edges, m);
		}
	}
	value_set(a, doc, "schema", text(a, "topc.graph/1"));
	value_set(a, doc, "nodes", nodes);
	value_set(a, doc, "edges", edges);
	json_print(d->b, doc, 2);
	buf_putc(d->b, '\n');
}

// ---- SVG ----------------------------------------------------------------------------------------------

// `dot -Tsvg` prints to our standard output what it reads from us.
static int draw_svg(const Buf *b)
{
	static char name[] = "dot";
	static char form[] = "-Tsvg";
	char *argv[] = { name, form, NULL };
	int fd[2];
	pid_t pid;
	if (pipe(fd) != 0)
		die("pipe: %s", strerror(errno));
	posix_spawn_file_actions_t todo;
	posix_spawn_file_actions_init(&todo);
	posix_spawn_file_actions_adddup2(&todo, fd[0], STDIN_FILENO);
	posix_spawn_file_actions_addclose(&todo, fd[0]);
	posix_spawn_file_actions_addclose(&todo, fd[1]);
	int error = posix_spawnp(&pid, name, &todo, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&todo);
	close(fd[0]);
	if (error) {
		close(fd[1]);
		fprintf(stderr,
			"topc: svg is drawn by `dot` of Graphviz, which cannot be run: %s\n",
			strerror(error));
		return EXIT_UNABLE;
	}
	signal(SIGPIPE, SIG_IGN); // dot may end early; its status says so
	for (size_t done = 0; done < b->n;) {
		ssize_t n = write(fd[1], b->s + done, b->n - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		done += (size_t)n;
	}
	close(fd[1]);
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? EXIT_CLEAN : EXIT_UNABLE;
}

// ---- The command --------------------------------------------------------------------------------------

int run_graph(Arena *a, Cli *cli)
{
	static const char *here[] = { "." };
	const char *format = cli->draw ? cli->draw : "mermaid";
	if (!cli->npath) {
		cli->path = here;
		cli->npath = 1;
	}
	Session s;
	session_start(&s, a, cli);
	int status = session_run(&s, "link");
	if (status)
		return status;
	Buf b = { .arena = a };
	Drawing d = { a, &b, &s };
	if (str_eq(format, "mermaid"))
		draw_mermaid(&d);
	else if (str_eq(format, "json"))
		draw_json(&d);
	else
		draw_dot(&d);
	if (str_eq(format, "svg"))
		status = draw_svg(&b);
	else
		fputs(b.s, stdout);
	uint32_t errors = 0;
	for (uint32_t i = 0; i < s.n; i++)
		errors += s.unit[i]->nerror;
	if (errors)
		fprintf(stderr,
			"topc: there are errors, so this may not be all: `topc check` says what they are\n");
	session_end(&s);
	return status ? status : errors ? EXIT_FINDINGS : EXIT_CLEAN;
}
