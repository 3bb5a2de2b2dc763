// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** Whoever has the private key to this certificate opens copies; this hub has not got it. */
public final class Recipient {
    private static final int LONGEST = 8_000;
    private static final int LEAST_BITS = 2_048;
    private static final int KEY_ENCIPHERMENT = 2;

    private final X509Certificate certificate;

    private Recipient(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * A certificate that somebody sets.
     *
     * @throws Problem where it is none, is no more or not yet valid, or nothing can be locked for it
     */
    public static Recipient read(String pem, Instant now) {
        Recipient recipient = kept(pem);
        X509Certificate certificate = recipient.certificate;
        if (now.isAfter(certificate.getNotAfter().toInstant())
                || now.isBefore(certificate.getNotBefore().toInstant())) {
            throw bad("证书不在有效期内。", "The certificate is not valid now.");
        }
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key)
                || key.getModulus().bitLength() < LEAST_BITS) {
            throw bad("请使用 RSA 证书，密钥至少 2048 位。", "Take a certificate of an RSA key of at least 2048 bits.");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[KEY_ENCIPHERMENT]) {
            throw bad(
                    "该证书的用途不含密钥加密（keyEncipherment）。", "The certificate is not for enciphering keys (keyEncipherment).");
        }
        return recipient;
    }

    /** One that was set, and may be over by now. */
    static Recipient kept(String pem) {
        if (pem.length() > LONGEST) {
            throw bad("证书太长。", "The certificate is too long.");
        }
        try {
            Collection<?> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.US_ASCII)));
            if (found.size() == 1 && found.iterator().next() instanceof X509Certificate one) {
                return new Recipient(one);
            }
        } catch (CertificateException e) {
            // Told below.
        }
        throw bad("这不是一张 PEM 格式的证书。", "This is not one certificate in PEM.");
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-certificate", LocalText.of(zh, en));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    public Instant until() {
        return certificate.getNotAfter().toInstant();
    }

    /** SHA-256 of the certificate, in hexadecimal digits. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has bytes", e);
        }
    }

    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has bytes", e);
        }
    }
}
