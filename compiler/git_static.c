// git_static.c: what a static program leaves out of libgit2: its transports. topc makes no network call;
// without them neither ssh nor TLS nor Kerberos is linked. Each of these stands for a function of
// libgit2, which the linker then does not take from there; the global ones are called at its start.
#ifdef TOPC_STATIC

#include <stdbool.h>

int git_smart_subtransport_http(void **out, void *owner, void *param);
int git_smart_subtransport_ssh(void **out, void *owner, void *param);
int git_transport_ssh_global_init(void);
int git_mbedtls_stream_global_init(void);
int git_mbedtls__set_cert_location(const char *file, const char *folder);
int git_mbedtls_stream_new(void **out, const char *host, const char *port);
int git_mbedtls_stream_wrap(void **out, void *in, const char *host);
int git_openssl_stream_global_init(void);

extern bool git_http__expect_continue;

enum { REFUSED = -1 };

bool git_http__expect_continue = false;

int git_smart_subtransport_http(void **out, void *owner, void *param)
{
	(void)out;
	(void)owner;
	(void)param;
	return REFUSED;
}

int git_smart_subtransport_ssh(void **out, void *owner, void *param)
{
	(void)out;
	(void)owner;
	(void)param;
	return REFUSED;
}

int git_transport_ssh_global_init(void)
{
	return 0;
}

int git_mbedtls_stream_global_init(void)
{
	return 0;
}

int git_mbedtls__set_cert_location(const char *file, const char *folder)
{
	(void)file;
	(void)folder;
	return REFUSED;
}

int git_mbedtls_stream_new(void **out, const char *host, const char *port)
{
	(void)out;
	(void)host;
	(void)port;
	return REFUSED;
}

int git_mbedtls_stream_wrap(void **out, void *in, const char *host)
{
	(void)out;
	(void)in;
	(void)host;
	return REFUSED;
}

int git_openssl_stream_global_init(void)
{
	return 0;
}

#else
typedef int NothingLeftOut; // a file has to hold something
#endif
