/*
 * SHA-256, Ed25519, scrypt and authenticated encryption, all from OpenSSL's
 * libcrypto. Only base/crypto.c includes openssl/.
 */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include "base/buf.h"

#include <stdint.h>

enum {
    HASH_BYTES = 32,       /* SHA-256 */
    SIGNATURE_BYTES = 64,  /* Ed25519, RFC 8032 */
    PUBLIC_KEY_BYTES = 32, /* Ed25519 */
    SECRET_KEY_BYTES = 32, /* Ed25519 seed, and the key of a sealed text */
    SALT_BYTES = 16,
    SEAL_EXTRA_BYTES = 28, /* what sealing adds: nonce 12, tag 16 */
};

/* SHA-256 of `first` followed by `second`; a part may be empty. Cannot fail. */
void crypto_hash(const void *first, size_t first_length, const void *second, size_t second_length,
                 unsigned char out[HASH_BYTES]);

/* A thread that hashed and ends gives back what it kept for the next hash. */
void crypto_thread_end(void);

/* A hash taken in pieces, for bytes that do not fit in memory. */
struct crypto_hasher;
struct crypto_hasher *crypto_hasher_open(void);
void crypto_hasher_add(struct crypto_hasher *hasher, const void *bytes, size_t length);
void crypto_hasher_close(struct crypto_hasher *hasher, unsigned char out[HASH_BYTES]);

bool crypto_random(void *out, size_t length, struct err *err) MUST_CHECK;

/* The key pair of a till. Holds the parsed key, so that one signature costs one signature. */
struct crypto_signer;
struct crypto_signer *crypto_signer_open(const unsigned char secret[SECRET_KEY_BYTES],
                                         struct err *err);
void crypto_signer_close(struct crypto_signer *signer);
void crypto_signer_public(const struct crypto_signer *signer, unsigned char out[PUBLIC_KEY_BYTES]);
bool crypto_sign(struct crypto_signer *signer, const void *bytes, size_t length,
                 unsigned char out[SIGNATURE_BYTES], struct err *err) MUST_CHECK;

/* True when `signature` is the signature of `bytes` under `public_key`. */
bool crypto_signature_is_good(const unsigned char public_key[PUBLIC_KEY_BYTES], const void *bytes,
                              size_t length, const unsigned char signature[SIGNATURE_BYTES]);

/*
 * scrypt (RFC 7914): `cost` is N, a power of two from 1024 to 1048576; r = 8,
 * p = 1. N = 32768 takes 32 MiB. ERR_INPUT: cost out of range. ERR_STORAGE: no memory.
 */
bool crypto_stretch(const char *pin, const unsigned char salt[SALT_BYTES], int64_t cost,
                    unsigned char out[SECRET_KEY_BYTES], struct err *err) MUST_CHECK;

/* True when both are equal; takes the same time whatever differs. */
bool crypto_is_equal(const void *a, const void *b, size_t length);

/*
 * Encrypt and authenticate (ChaCha20-Poly1305): appends nonce, text and tag to `out`.
 * `label` is authenticated with it, so that a text cannot be moved to another place.
 */
bool crypto_seal(const unsigned char key[SECRET_KEY_BYTES], const char *label, const void *bytes,
                 size_t length, struct buf *out, struct err *err) MUST_CHECK;

/* The reverse; ERR_FORBIDDEN: wrong key, other label or altered bytes; `out` gets nothing. */
bool crypto_unseal(const unsigned char key[SECRET_KEY_BYTES], const char *label, const void *sealed,
                   size_t length, struct buf *out, struct err *err) MUST_CHECK;

/* Erase a secret from memory. */
void crypto_wipe(void *bytes, size_t length);

/* Lower-case hexadecimal; `out` holds 2 * length + 1. */
void crypto_hex(const unsigned char *bytes, size_t length, char *out);
/* Whether `text` is what crypto_hex() writes of `length` bytes: what may name a file. */
bool crypto_is_hex(const char *text, size_t length);
/* Exactly `length` bytes from 2 * length hexadecimal digits. */
bool crypto_unhex(const char *text, unsigned char *out, size_t length);

#endif
