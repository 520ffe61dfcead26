/* host_sha256.h - SHA-256 (FIPS 180-4), with the processor's own instructions where it has them. */
#ifndef HOST_SHA256_H
#define HOST_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* Writes the digest of `count` bytes to `digest`. `bytes` may be NULL where `count` is 0. */
void host_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]);

/* The same without the processor's own instructions. */
void host_sha256_portable(const uint8_t *bytes, size_t count, uint8_t digest[32]);

/* The digest of bytes that come in pieces. */
typedef struct {
  uint32_t state[8];
  uint64_t count;
  uint8_t rest[64];
  void (*compress)(uint32_t state[8], const uint8_t *blocks, size_t count);
} host_sha256_sum;

void host_sha256_begin(host_sha256_sum *sum);

/* Adds a piece: of a multiple of 64 bytes, all but the last one. */
void host_sha256_add(host_sha256_sum *sum, const uint8_t *bytes, size_t count);

/* Writes the digest of all pieces. */
void host_sha256_end(const host_sha256_sum *sum, uint8_t digest[32]);

#endif
