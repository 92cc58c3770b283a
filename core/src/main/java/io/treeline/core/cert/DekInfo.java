package io.treeline.core.cert;

/**
 * The header of a block that OpenSSL encrypted in its older way (RFC 1421 §4.6.1.3).
 *
 * @param algorithm such as {@code AES-256-CBC}
 * @param iv hexadecimal digits
 */
record DekInfo(String algorithm, String iv) {}
