#include "base/crypto.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_hex(const unsigned char *bytes, size_t length, const char *wanted)
{
    char text[2 * 64 + 1];

    assert_true(length <= 64);
    crypto_hex(bytes, length, text);
    assert_string_equal(text, wanted);
}

/* FIPS 180-4, examples published by NIST with the standard. */
static void sha_256_gives_the_published_hashes(void **state)
{
    static const char *const CASES[][2] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        unsigned char hash[HASH_BYTES];

        crypto_hash(CASES[i][0], strlen(CASES[i][0]), NULL, 0, hash);
        assert_hex(hash, sizeof hash, CASES[i][1]);
    }
}

static void a_million_letters_hash_as_published_in_pieces(void **state)
{
    struct crypto_hasher *hasher = crypto_hasher_open();
    unsigned char hash[HASH_BYTES];
    char letters[1000];

    (void)state;
    memset(letters, 'a', sizeof letters);
    for (int i = 0; i < 1000; i++)
        crypto_hasher_add(hasher, letters, sizeof letters);
    crypto_hasher_close(hasher, hash);
    assert_hex(hash, sizeof hash,
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void two_parts_hash_like_one(void **state)
{
    unsigned char whole[HASH_BYTES];
    unsigned char parts[HASH_BYTES];

    (void)state;
    crypto_hash("abcdef", 6, NULL, 0, whole);
    crypto_hash("abc", 3, "def", 3, parts);
    assert_memory_equal(whole, parts, HASH_BYTES);
    crypto_hash(NULL, 0, "abcdef", 6, parts);
    assert_memory_equal(whole, parts, HASH_BYTES);
}

/* RFC 8032, 7.1, tests 1, 2, 3 and SHA(abc). */
static const struct {
    const char *secret;
    const char *public_key;
    const char *message; /* hexadecimal */
    const char *signature;
} ED25519[] = {
    { "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
      "b46bd25bf5f0595bbe24655141438e7a100b" },
    { "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
      "1d8c387b2eaeb4302aeeb00d291612bb0c00" },
    { "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
      "c6594a7c15e9716ed28dc027beceea1ec40a" },
    { "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
      "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3fe"
      "ebbd454d4423643ce80e2a9ac94fa54ca49f",
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431"
      "e0303dca179c138ac17ad9bef1177331a704" },
};

static void ed25519_gives_the_published_signatures(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ED25519); i++) {
        struct err err = ERR_EMPTY;
        unsigned char secret[SECRET_KEY_BYTES];
        unsigned char public_key[PUBLIC_KEY_BYTES];
        unsigned char message[64];
        unsigned char signature[SIGNATURE_BYTES];
        size_t length = strlen(ED25519[i].message) / 2;

        assert_true(crypto_unhex(ED25519[i].secret, secret, sizeof secret));
        assert_true(crypto_unhex(ED25519[i].message, message, length));

        struct crypto_signer *signer = crypto_signer_open(secret, &err);

        assert_non_null(signer);
        crypto_signer_public(signer, public_key);
        assert_hex(public_key, sizeof public_key, ED25519[i].public_key);
        assert_true(crypto_sign(signer, message, length, signature, &err));
        assert_hex(signature, sizeof signature, ED25519[i].signature);
        assert_true(crypto_signature_is_good(public_key, message, length, signature));
        crypto_signer_close(signer);
    }
}

static void a_signature_holds_for_its_message_its_key_and_its_bytes_only(void **state)
{
    unsigned char public_key[PUBLIC_KEY_BYTES];
    unsigned char other_key[PUBLIC_KEY_BYTES];
    unsigned char signature[SIGNATURE_BYTES];

    (void)state;
    assert_true(crypto_unhex(ED25519[2].public_key, public_key, sizeof public_key));
    assert_true(crypto_unhex(ED25519[1].public_key, other_key, sizeof other_key));
    assert_true(crypto_unhex(ED25519[2].signature, signature, sizeof signature));
    assert_true(crypto_signature_is_good(public_key, "\xaf\x82", 2, signature));
    assert_false(crypto_signature_is_good(public_key, "\xaf\x83", 2, signature));
    assert_false(crypto_signature_is_good(public_key, "\xaf", 1, signature));
    assert_false(crypto_signature_is_good(other_key, "\xaf\x82", 2, signature));
    for (size_t i = 0; i < SIGNATURE_BYTES; i++) {
        signature[i] ^= 1;
        assert_false(crypto_signature_is_good(public_key, "\xaf\x82", 2, signature));
        signature[i] ^= 1;
    }
}

/*
 * The vectors of RFC 7914 have salts of other lengths or need 1 GiB; this one was computed with
 * Python's hashlib.scrypt(b"pleaseletmein", salt=b"SodiumChlorideXX", n=16384, r=8, p=1, dklen=32).
 */
static void scrypt_agrees_with_another_program(void **state)
{
    struct err err = ERR_EMPTY;
    unsigned char key[SECRET_KEY_BYTES];

    (void)state;
    assert_true(crypto_stretch("pleaseletmein", (const unsigned char *)"SodiumChlorideXX", 16384,
                               key, &err));
    assert_hex(key, sizeof key, "aa83b9b8f9a7d5994c12fff92d5600cb6de0882ada07ec33e92f276938eb4665");
}

static void a_cost_out_of_range_is_refused(void **state)
{
    static const int64_t COSTS[] = { 0, -1024, 512, 1023, 1025, 3000, 2097152, INT64_MAX };
    unsigned char salt[SALT_BYTES] = { 0 };
    unsigned char key[SECRET_KEY_BYTES];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(COSTS); i++) {
        struct err err = ERR_EMPTY;

        assert_false(crypto_stretch("1234", salt, COSTS[i], key, &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
}

static void pin_and_salt_both_change_the_key(void **state)
{
    struct err err = ERR_EMPTY;
    unsigned char salt[SALT_BYTES] = { 0 };
    unsigned char keys[3][SECRET_KEY_BYTES];

    (void)state;
    assert_true(crypto_stretch("1234", salt, 1024, keys[0], &err));
    assert_true(crypto_stretch("1235", salt, 1024, keys[1], &err));
    salt[15] = 1;
    assert_true(crypto_stretch("1234", salt, 1024, keys[2], &err));
    assert_false(crypto_is_equal(keys[0], keys[1], SECRET_KEY_BYTES));
    assert_false(crypto_is_equal(keys[0], keys[2], SECRET_KEY_BYTES));
}

struct sealed {
    unsigned char key[SECRET_KEY_BYTES];
    struct buf text;
    struct err err;
};

static int seal_one(void **state)
{
    static struct sealed sealed;

    sealed = (struct sealed){ .key = { 1, 2, 3 }, .text = buf_init(1000) };
    *state = &sealed;
    return crypto_seal(sealed.key, "fiche P1", "née en 1990", 12, &sealed.text, &sealed.err) ? 0
                                                                                             : -1;
}

static int release_one(void **state)
{
    struct sealed *sealed = *state;

    buf_release(&sealed->text);
    return 0;
}

static void a_sealed_text_opens_with_its_key_and_label(void **state)
{
    struct sealed *sealed = *state;
    struct buf text = buf_init(1000);

    assert_int_equal(sealed->text.length, 12 + SEAL_EXTRA_BYTES);
    assert_true(crypto_unseal(sealed->key, "fiche P1", sealed->text.data, sealed->text.length,
                              &text, &sealed->err));
    assert_string_equal(buf_text(&text), "née en 1990");
    buf_release(&text);
}

static void assert_stays_sealed(struct sealed *sealed, const char *label, size_t length)
{
    struct buf text = buf_init(1000);

    sealed->err = ERR_EMPTY;
    assert_false(crypto_unseal(sealed->key, label, sealed->text.data, length, &text, &sealed->err));
    assert_int_equal(sealed->err.code, ERR_FORBIDDEN);
    assert_int_equal(text.length, 0);
    buf_release(&text);
}

static void a_sealed_text_stays_closed_when_anything_differs(void **state)
{
    struct sealed *sealed = *state;
    size_t length = sealed->text.length;

    assert_stays_sealed(sealed, "fiche P2", length);
    assert_stays_sealed(sealed, "", length);
    for (size_t cut = 0; cut < length; cut++)
        assert_stays_sealed(sealed, "fiche P1", cut);
    for (size_t i = 0; i < length; i++) {
        sealed->text.data[i] ^= 1;
        assert_stays_sealed(sealed, "fiche P1", length);
        sealed->text.data[i] ^= 1;
    }
    sealed->key[31] ^= 1;
    assert_stays_sealed(sealed, "fiche P1", length);
}

static void the_same_text_is_never_sealed_twice_alike(void **state)
{
    struct sealed *sealed = *state;
    struct buf again = buf_init(1000);

    assert_true(crypto_seal(sealed->key, "fiche P1", "née en 1990", 12, &again, &sealed->err));
    assert_memory_not_equal(again.data, sealed->text.data, again.length);
    buf_release(&again);
}

static void an_empty_text_can_be_sealed(void **state)
{
    struct sealed *sealed = *state;
    struct buf empty = buf_init(100);
    struct buf text = buf_init(100);

    assert_true(crypto_seal(sealed->key, "x", "", 0, &empty, &sealed->err));
    assert_true(crypto_unseal(sealed->key, "x", empty.data, empty.length, &text, &sealed->err));
    assert_int_equal(text.length, 0);
    buf_release(&empty);
    buf_release(&text);
}

static void hexadecimal_comes_back_and_nothing_else_is_taken(void **state)
{
    unsigned char bytes[2];

    (void)state;
    assert_true(crypto_unhex("00ff", bytes, 2));
    assert_hex(bytes, 2, "00ff");
    assert_false(crypto_unhex("00f", bytes, 2));
    assert_false(crypto_unhex("00ff0", bytes, 2));
    assert_false(crypto_unhex("00FF", bytes, 2));
    assert_false(crypto_unhex("0x0f", bytes, 2));
    assert_false(crypto_unhex("", bytes, 2));
}

static void chance_does_not_repeat(void **state)
{
    struct err err = ERR_EMPTY;
    unsigned char first[32];
    unsigned char second[32];

    (void)state;
    assert_true(crypto_random(first, sizeof first, &err));
    assert_true(crypto_random(second, sizeof second, &err));
    assert_memory_not_equal(first, second, sizeof first);
}

static void a_wiped_secret_is_gone(void **state)
{
    unsigned char secret[4] = { 1, 2, 3, 4 };
    static const unsigned char ZEROS[4] = { 0 };

    (void)state;
    crypto_wipe(secret, sizeof secret);
    assert_memory_equal(secret, ZEROS, sizeof secret);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha_256_gives_the_published_hashes),
        cmocka_unit_test(a_million_letters_hash_as_published_in_pieces),
        cmocka_unit_test(two_parts_hash_like_one),
        cmocka_unit_test(ed25519_gives_the_published_signatures),
        cmocka_unit_test(a_signature_holds_for_its_message_its_key_and_its_bytes_only),
        cmocka_unit_test(scrypt_agrees_with_another_program),
        cmocka_unit_test(a_cost_out_of_range_is_refused),
        cmocka_unit_test(pin_and_salt_both_change_the_key),
        cmocka_unit_test_setup_teardown(a_sealed_text_opens_with_its_key_and_label, seal_one,
                                        release_one),
        cmocka_unit_test_setup_teardown(a_sealed_text_stays_closed_when_anything_differs, seal_one,
                                        release_one),
        cmocka_unit_test_setup_teardown(the_same_text_is_never_sealed_twice_alike, seal_one,
                                        release_one),
        cmocka_unit_test_setup_teardown(an_empty_text_can_be_sealed, seal_one, release_one),
        cmocka_unit_test(hexadecimal_comes_back_and_nothing_else_is_taken),
        cmocka_unit_test(chance_does_not_repeat),
        cmocka_unit_test(a_wiped_secret_is_gone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
