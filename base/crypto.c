#include "base/crypto.h"

#include "base/lang.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

enum { NONCE_BYTES = 12, TAG_BYTES = 16 };

/* The machine's configuration could replace the algorithms; that, words that nobody reads and names
 * of ciphers that nobody asks for by name cost time at start. Certificates name their digests. */
static void library_begin(void)
{
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
                            OPENSSL_INIT_NO_ADD_ALL_CIPHERS,
                        NULL);
}

/*
 * Fetching the algorithm is the slow part of a small hash: it is done once and kept with its
 * context for the life of the thread (measured: twice the speed of a one-shot call).
 */
static const EVP_MD *sha256(void)
{
    static _Thread_local EVP_MD *fetched = NULL;

    if (!fetched) {
        library_begin();
        fetched = EVP_MD_fetch(NULL, "SHA256", NULL);
    }
    if (!fetched)
        abort(); /* a libcrypto without SHA-256 cannot run this program */
    return fetched;
}

/* Where the thread keeps its context. */
static EVP_MD_CTX **hash_context(void)
{
    static _Thread_local EVP_MD_CTX *context = NULL;

    return &context;
}

void crypto_thread_end(void)
{
    EVP_MD_CTX_free(*hash_context());
    *hash_context() = NULL;
}

void crypto_hash(const void *first, size_t first_length, const void *second, size_t second_length,
                 unsigned char out[HASH_BYTES])
{
    EVP_MD_CTX *context = *hash_context();

    if (!context)
        context = *hash_context() = EVP_MD_CTX_new();
    if (!context || EVP_DigestInit_ex2(context, sha256(), NULL) != 1 ||
        EVP_DigestUpdate(context, first, first_length) != 1 ||
        EVP_DigestUpdate(context, second, second_length) != 1 ||
        EVP_DigestFinal_ex(context, out, NULL) != 1)
        abort(); /* only possible without memory */
}

struct crypto_hasher {
    EVP_MD_CTX *context;
};

struct crypto_hasher *crypto_hasher_open(void)
{
    struct crypto_hasher *hasher = malloc(sizeof *hasher);

    if (!hasher)
        abort();
    hasher->context = EVP_MD_CTX_new();
    if (!hasher->context || EVP_DigestInit_ex2(hasher->context, sha256(), NULL) != 1)
        abort();
    return hasher;
}

void crypto_hasher_add(struct crypto_hasher *hasher, const void *bytes, size_t length)
{
    if (EVP_DigestUpdate(hasher->context, bytes, length) != 1)
        abort();
}

void crypto_hasher_close(struct crypto_hasher *hasher, unsigned char out[HASH_BYTES])
{
    if (EVP_DigestFinal_ex(hasher->context, out, NULL) != 1)
        abort();
    EVP_MD_CTX_free(hasher->context);
    free(hasher);
}

bool crypto_random(void *out, size_t length, struct err *err)
{
    if (length > 0 && RAND_bytes(out, (int)length) != 1)
        return err_fail(err, ERR_STORAGE, _("Le hasard de la machine ne répond pas."));
    return true;
}

struct crypto_signer {
    EVP_PKEY *key;
    EVP_MD_CTX *context;
    unsigned char public_key[PUBLIC_KEY_BYTES];
};

struct crypto_signer *crypto_signer_open(const unsigned char secret[SECRET_KEY_BYTES],
                                         struct err *err)
{
    struct crypto_signer *signer = calloc(1, sizeof *signer);
    size_t length = PUBLIC_KEY_BYTES;

    library_begin();
    if (!signer)
        goto fail;
    signer->key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, secret, SECRET_KEY_BYTES);
    signer->context = EVP_MD_CTX_new();
    if (!signer->key || !signer->context ||
        EVP_PKEY_get_raw_public_key(signer->key, signer->public_key, &length) != 1)
        goto fail;
    return signer;
fail:
    crypto_signer_close(signer);
    err_fail(err, ERR_STORAGE, _("La clé de la caisse est inutilisable."));
    return NULL;
}

void crypto_signer_close(struct crypto_signer *signer)
{
    if (!signer)
        return;
    EVP_MD_CTX_free(signer->context);
    EVP_PKEY_free(signer->key);
    free(signer);
}

void crypto_signer_public(const struct crypto_signer *signer, unsigned char out[PUBLIC_KEY_BYTES])
{
    memcpy(out, signer->public_key, PUBLIC_KEY_BYTES);
}

bool crypto_sign(struct crypto_signer *signer, const void *bytes, size_t length,
                 unsigned char out[SIGNATURE_BYTES], struct err *err)
{
    size_t written = SIGNATURE_BYTES;

    if (EVP_DigestSignInit(signer->context, NULL, NULL, NULL, signer->key) != 1 ||
        EVP_DigestSign(signer->context, out, &written, bytes, length) != 1)
        return err_fail(err, ERR_STORAGE, _("La clé de la caisse n'a pas pu signer."));
    return true;
}

bool crypto_signature_is_good(const unsigned char public_key[PUBLIC_KEY_BYTES], const void *bytes,
                              size_t length, const unsigned char signature[SIGNATURE_BYTES])
{
    EVP_PKEY *key =
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, PUBLIC_KEY_BYTES);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool good = key && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
                EVP_DigestVerify(context, signature, SIGNATURE_BYTES, bytes, length) == 1;

    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return good;
}

bool crypto_stretch(const char *pin, const unsigned char salt[SALT_BYTES], int64_t cost,
                    unsigned char out[SECRET_KEY_BYTES], struct err *err)
{
    enum { BLOCK = 8, PARALLEL = 1, MEMORY_MAX = 1 << 30 };

    if (cost < 1024 || cost > 1048576 || (cost & (cost - 1)) != 0)
        return err_fail(err, ERR_INPUT, _("Le réglage du code secret est illisible."));
    if (EVP_PBE_scrypt(pin, strlen(pin), salt, SALT_BYTES, (uint64_t)cost, BLOCK, PARALLEL,
                       MEMORY_MAX, out, SECRET_KEY_BYTES) != 1)
        return err_fail(err, ERR_STORAGE,
                        _("Pas assez de mémoire pour vérifier le code : fermer un programme."));
    return true;
}

bool crypto_is_equal(const void *a, const void *b, size_t length)
{
    return CRYPTO_memcmp(a, b, length) == 0;
}

bool crypto_seal(const unsigned char key[SECRET_KEY_BYTES], const char *label, const void *bytes,
                 size_t length, struct buf *out, struct err *err)
{
    unsigned char nonce[NONCE_BYTES];
    unsigned char tag[TAG_BYTES];
    unsigned char *hidden = malloc(length + 1);
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int written;
    bool good = hidden && context && crypto_random(nonce, sizeof nonce, err) &&
                EVP_EncryptInit_ex(context, EVP_chacha20_poly1305(), NULL, key, nonce) == 1 &&
                EVP_EncryptUpdate(context, NULL, &written, (const unsigned char *)label,
                                  (int)strlen(label)) == 1 &&
                EVP_EncryptUpdate(context, hidden, &written, bytes, (int)length) == 1 &&
                EVP_EncryptFinal_ex(context, hidden + written, &written) == 1 &&
                EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TAG_BYTES, tag) == 1;

    if (good) {
        buf_put(out, nonce, sizeof nonce);
        buf_put(out, hidden, length);
        buf_put(out, tag, sizeof tag);
    } else {
        err_fail(err, ERR_STORAGE, _("Le chiffrement a échoué : recommencer."));
    }
    EVP_CIPHER_CTX_free(context);
    free(hidden);
    return good && buf_check(out, err);
}

bool crypto_unseal(const unsigned char key[SECRET_KEY_BYTES], const char *label, const void *sealed,
                   size_t length, struct buf *out, struct err *err)
{
    const unsigned char *bytes = sealed;

    if (length < SEAL_EXTRA_BYTES)
        return err_fail(err, ERR_FORBIDDEN, _("Fiche illisible : ce n'est pas la bonne clé."));

    size_t text_length = length - SEAL_EXTRA_BYTES;
    unsigned char tag[TAG_BYTES];
    unsigned char *text = malloc(text_length + 1);
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int written;

    memcpy(tag, bytes + length - TAG_BYTES, TAG_BYTES);

    bool good =
        text && context &&
        EVP_DecryptInit_ex(context, EVP_chacha20_poly1305(), NULL, key, bytes) == 1 &&
        EVP_DecryptUpdate(context, NULL, &written, (const unsigned char *)label,
                          (int)strlen(label)) == 1 &&
        EVP_DecryptUpdate(context, text, &written, bytes + NONCE_BYTES, (int)text_length) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, TAG_BYTES, tag) == 1 &&
        EVP_DecryptFinal_ex(context, text + written, &written) == 1;

    if (good)
        buf_put(out, text, text_length);
    else
        err_fail(err, ERR_FORBIDDEN, _("Fiche illisible : ce n'est pas la bonne clé."));
    if (text)
        crypto_wipe(text, text_length);
    EVP_CIPHER_CTX_free(context);
    free(text);
    return good && buf_check(out, err);
}

void crypto_wipe(void *bytes, size_t length)
{
    OPENSSL_cleanse(bytes, length);
}

void crypto_hex(const unsigned char *bytes, size_t length, char *out)
{
    static const char DIGITS[] = "0123456789abcdef";

    for (size_t i = 0; i < length; i++) {
        out[2 * i] = DIGITS[bytes[i] >> 4];
        out[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    out[2 * length] = '\0';
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

bool crypto_is_hex(const char *text, size_t length)
{
    return strlen(text) == 2 * length && strspn(text, "0123456789abcdef") == 2 * length;
}

bool crypto_unhex(const char *text, unsigned char *out, size_t length)
{
    if (strlen(text) != 2 * length)
        return false;
    for (size_t i = 0; i < length; i++) {
        int high = hex_digit(text[2 * i]);
        int low = hex_digit(text[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}
