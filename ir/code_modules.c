// code_modules.c: modules that a runtime of Lambda has by itself.
//
// The standard libraries by their own lists: Python's sys.stdlib_module_names of 3.11 with what "What's
// New in Python" 3.12, 3.13 and 3.14 removed and added, Node's module.builtinModules, the standard and
// default gems of Ruby (stdgems.org); and what "Lambda runtimes" and the base images add: the AWS SDK
// and what it needs.
#include "code.h"

#include <string.h>

// clang-format off
static const char python[] =
	"abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code "
	"codecs codeop collections colorsys compileall compression annotationlib concurrent configparser contextlib contextvars copy "
	"copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno "
	"faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib "
	"grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache locale "
	"logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers "
	"opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile "
	"pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy "
	"sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile sre_constants "
	"sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile "
	"termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types "
	"typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp "
	"zipfile zipimport zlib zoneinfo __future__ __main__ "
	"awslambdaric boto3 botocore dateutil jmespath s3transfer simplejson six snapshot_restore_py urllib3 pip pkg_resources setuptools";
static const struct { int minor; const char *since, *names; } python_gone[] = {
	{ 12, "3.12", "asynchat asyncore distutils imp smtpd" },
	{ 13, "3.13", "aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau telnetlib uu xdrlib" },
};
static const char node[] =
	"assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http "
	"http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys "
	"timers tls trace_events tty url util v8 vm wasi worker_threads zlib @aws-sdk @smithy @aws-crypto";
static const char ruby[] =
	"English abbrev base64 benchmark bigdecimal bundler cgi coverage csv date dbm debug delegate did_you_mean digest drb erb "
	"error_highlight etc expect fcntl fiddle fileutils find forwardable getoptlong io ipaddr irb json logger matrix minitest "
	"monitor mutex_m net nkf objspace observer open-uri open3 openssl optparse ostruct pathname power_assert pp prettyprint prime "
	"prism pstore psych pty racc rake rbs rdoc readline reline resolv rexml rinda ripper rss ruby2_keywords rubygems securerandom "
	"set shellwords singleton socket stringio strscan syntax_suggest syslog tempfile test test-unit thread time timeout tmpdir "
	"tsort typeprof un unicode_normalize uri weakref win32ole yaml zlib aws-sdk aws-sigv4 aws-partitions aws-eventstream jmespath "
	"lambda_function";
// clang-format on

// The number that s begins with.
static int number(const char *s)
{
	int n = 0;
	for (; *s >= '0' && *s <= '9' && n < 1000; s++)
		n = n * 10 + (*s - '0');
	return n;
}

bool code_provided(const Code *code, const char *runtime, const char *module, const char **gone)
{
	size_t n = strcspn(module, "/");
	*gone = NULL;
	if (str_eq(code->family, "node")) {
		int version = number(runtime + strcspn(runtime, "0123456789"));
		return str_starts(module, "node:") || *module == '#' || word_in(node, module, n) ||
			(version < 18 && word_in("aws-sdk", module, n));
	}
	if (str_eq(code->family, "ruby"))
		return word_in(ruby, module, n) || str_starts(module, "aws-sdk-");
	const char *dot = strchr(runtime, '.');
	int minor = dot ? number(dot + 1) : 0;
	for (size_t i = 0; i < COUNT(python_gone); i++)
		if (word_in(python_gone[i].names, module, n)) {
			*gone = minor >= python_gone[i].minor ? python_gone[i].since : NULL;
			return !*gone;
		}
	return word_in(python, module, n);
}
