// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;

/** The company's private keys of every version that a message may still be sealed with. Safe for many threads. */
final class PrivateKeys {
    /** The version, whatever stands between, and the key as its file has it; line breaks may be lost or written out. */
    private static final Pattern ENTRY = Pattern.compile(
            "(\\d{1,9})[^\\d-]*-----BEGIN (RSA )?PRIVATE KEY-----(.*?)-----END (RSA )?PRIVATE KEY-----",
            Pattern.DOTALL);

    /** RSA with no parameters, as PKCS#8 names it. */
    private static final byte[] RSA = {
        0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };

    private static final LocalText NO_ENTRY = LocalText.of(
            "privateKeys 里没有“版本号:私钥”，私钥是以 -----BEGIN PRIVATE KEY----- 开头的 PEM",
            "privateKeys holds no \"version:key\"; a key is PEM that begins with -----BEGIN PRIVATE KEY-----");

    private final Map<Integer, PrivateKey> keys;

    private PrivateKeys(Map<Integer, PrivateKey> keys) {
        this.keys = keys;
    }

    /** @param text for each version its number and its key, PKCS#8 or PKCS#1 */
    static Parsed<PrivateKeys> of(String text) {
        Map<Integer, PrivateKey> keys = new TreeMap<>();
        Matcher entry = ENTRY.matcher(text);
        while (entry.find()) {
            int version = Integer.parseInt(entry.group(1));
            try {
                byte[] der = Base64.getDecoder().decode(entry.group(3).replaceAll("\\\\[rn]|[\\s\\\\]", ""));
                PrivateKey key = KeyFactory.getInstance("RSA")
                        .generatePrivate(new PKCS8EncodedKeySpec(entry.group(2) == null ? der : asPkcs8(der)));
                if (keys.put(version, key) != null) {
                    return new Parsed.Bad<>(LocalText.of(
                            "privateKeys 里版本 " + version + " 出现两次", "privateKeys names version " + version + " twice"));
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return new Parsed.Bad<>(LocalText.of(
                        "privateKeys 里版本 " + version + " 的私钥不是 RSA 私钥",
                        "the key of version " + version + " in privateKeys is no private key of RSA"));
            }
        }
        return keys.isEmpty() ? new Parsed.Bad<>(NO_ENTRY) : new Parsed.Good<>(new PrivateKeys(keys));
    }

    boolean has(int version) {
        return keys.containsKey(version);
    }

    /** The key of a message; empty where it was not sealed for this key. */
    Optional<String> open(int version, String sealed) {
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.DECRYPT_MODE, keys.get(version));
            return Optional.of(new String(rsa.doFinal(Base64.getDecoder().decode(sealed)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] asPkcs8(byte[] pkcs1) {
        byte[] version = {2, 1, 0};
        byte[] key = der(4, pkcs1);
        byte[] all = Arrays.copyOf(version, version.length + RSA.length + key.length);
        System.arraycopy(RSA, 0, all, version.length, RSA.length);
        System.arraycopy(key, 0, all, version.length + RSA.length, key.length);
        return der(0x30, all);
    }

    private static byte[] der(int tag, byte[] content) {
        byte[] head = {(byte) tag, (byte) 0x82, (byte) (content.length >>> 8), (byte) content.length};
        byte[] whole = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }

    @Override
    public String toString() {
        return "PrivateKeys" + keys.keySet();
    }
}
