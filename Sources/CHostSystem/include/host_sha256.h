/* host_sha256.h - SHA-256 (FIPS 180-4), with the processor's own instructions where it has them. */
#ifndef HOST_SHA256_H
#define HOST_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* Writes the digest of `count` bytes to `digest`. `bytes` may be NULL where `count` is 0. */
void host_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]);

/* The same of a file that is mapped, unchanged, from a page's begin on; what was read leaves the process's memory. */
void host_sha256_mapped(const uint8_t *bytes, size_t count, uint8_t digest[32]);

/* The same without the processor's own instructions. */
void host_sha256_portable(const uint8_t *bytes, size_t count, uint8_t digest[32]);

#endif
